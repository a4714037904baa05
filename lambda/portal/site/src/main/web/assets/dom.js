// Builds elements; text is never taken for markup.

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Tells people who do not see the page. */
export function announce(text) {
  document.getElementById('announcer').textContent = text;
}

/** What went wrong, and a way out of it. */
export function problem(error, again) {
  return el('div', { class: 'message bad', role: 'alert' },
    el('p', {}, error.message),
    el('button', { type: 'button', onclick: again }, 'Try again'));
}
