// The way in. There is no identity behind it: what is typed is looked at here and goes nowhere.

import { el } from '/assets/dom.js';

/** The form; done is called as soon as both fields are filled in. */
export function signIn(done) {
  const number = field('customer-number', 'Customer number', { autocomplete: 'username' });
  const password = field('password', 'Password', { type: 'password', autocomplete: 'current-password' });
  const form = el('form', { novalidate: true },
    number.element, password.element,
    el('button', { class: 'main', type: 'submit' }, 'Sign in'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = [number, password].filter((one) => !one.isFilledIn());
    if (wrong.length) wrong[0].input.focus();
    else done();
  });
  return el('section', { class: 'card narrow' },
    el('h1', {}, 'Sign in'),
    el('p', { class: 'dim' }, 'This is a demonstration: anything opens it.'),
    form);
}

function field(id, label, attributes) {
  const input = el('input', { id, name: id, type: 'text', required: true, ...attributes });
  const fault = el('p', { class: 'fault', id: `${id}-fault`, hidden: true }, `Please enter your ${label.toLowerCase()}.`);
  return {
    input,
    element: el('div', { class: 'field' }, el('label', { for: id }, label), input, fault),
    isFilledIn() {
      const empty = input.value.trim() === '';
      fault.hidden = !empty;
      input.setAttribute('aria-invalid', empty);
      if (empty) input.setAttribute('aria-describedby', fault.id);
      else input.removeAttribute('aria-describedby');
      return !empty;
    },
  };
}
