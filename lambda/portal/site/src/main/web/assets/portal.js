// Paths to views: "/" signs in, "/accounts" shows all, "/accounts/<id>" one of them.

import { overview } from '/assets/accounts.js';
import { announce, el, problem } from '/assets/dom.js';
import { signIn } from '/assets/signin.js';
import { statement } from '/assets/transactions.js';

const BANK = 'TapStack Bank';
const SIGNED_IN = 'signed-in';
const main = document.getElementById('main');
const nav = document.getElementById('nav');

let newest = 0;

function isSignedIn() {
  return sessionStorage.getItem(SIGNED_IN) !== null;
}

/** The view of the path: its title, and its content sooner or later. */
function view(path) {
  if (!isSignedIn()) {
    const wanted = path === '/' ? '/accounts' : path;
    return { title: 'Sign in', content: () => signIn(() => { sessionStorage.setItem(SIGNED_IN, ''); go(wanted); }) };
  }
  const account = path.match(/^\/accounts\/([A-Za-z0-9_]+)$/);
  if (account) return { title: 'Transactions', content: () => statement(account[1]) };
  if (path === '/' || path === '/accounts') return { title: 'Accounts', content: overview };
  return { title: 'Not found', content: () => notFound() };
}

function notFound() {
  return el('section', { class: 'card narrow' },
    el('h1', {}, 'There is no such page'),
    el('p', {}, el('a', { href: '/accounts' }, 'Go to your accounts')));
}

async function show() {
  const mine = ++newest;
  const { title, content } = view(location.pathname);
  main.setAttribute('aria-busy', 'true');
  let shown;
  try {
    shown = await content();
  } catch (error) {
    shown = el('div', {}, el('h1', {}, title), problem(error, show));
  }
  if (mine !== newest) return; // somebody went on while this was loading
  document.title = `${title}, ${BANK}`;
  nav.hidden = !isSignedIn();
  const here = nav.querySelector('a');
  if (location.pathname === here.pathname) here.setAttribute('aria-current', 'page');
  else here.removeAttribute('aria-current');
  main.replaceChildren(shown);
  main.removeAttribute('aria-busy');
  announce(title);
}

async function go(path) {
  history.pushState(null, '', path);
  await show();
  main.focus();
  window.scrollTo(0, 0);
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/"]');
  if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
document.getElementById('sign-out').addEventListener('click', () => {
  sessionStorage.removeItem(SIGNED_IN);
  go('/');
});
window.addEventListener('popstate', show);
show();
