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

/** A table; a column is {title, cell(row), number?, mono?}, the first one names its row. */
export function table(caption, columns, rows) {
  const cell = (column, row, first) => el(first ? 'th' : 'td', {
    scope: first ? 'row' : null,
    class: [column.number && 'number', column.mono && 'mono'].filter(Boolean).join(' ') || null,
    'data-label': column.number ? column.title : null,
  }, column.cell(row));
  return el('table', { class: 'stack' },
    el('caption', { class: 'unseen' }, caption),
    el('thead', {}, el('tr', {}, columns.map((column) =>
      el('th', { scope: 'col', class: column.number ? 'number' : null }, column.title)))),
    el('tbody', {}, rows.map((row) => el('tr', {}, columns.map((column, i) => cell(column, row, i === 0))))));
}

export function head(title, about, ...tools) {
  return el('div', { class: 'head' },
    el('div', {}, el('h1', {}, title), el('p', { class: 'dim' }, about)),
    tools.length ? el('div', { class: 'tools' }, tools) : null);
}

let fields = 0;

/** A label and its input. */
export function field(label, input, hint) {
  input.id = input.id || `field-${++fields}`;
  const id = `${input.id}-hint`;
  if (hint) input.setAttribute('aria-describedby', id);
  return el('div', { class: 'field' }, el('label', { for: input.id }, label), input,
    hint ? el('p', { class: 'hint', id }, hint) : null);
}

export function tool(label, input) {
  input.id = input.id || `field-${++fields}`;
  return el('div', {}, el('label', { for: input.id }, label), input);
}

export function problem(error) {
  return el('p', { class: 'message bad', role: 'alert' }, error.message);
}

export function copyButton(what, text) {
  const button = el('button', { type: 'button', class: 'small', 'aria-label': `Copy ${what}` }, 'Copy');
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
  return button;
}

export function clock(time) {
  const date = new Date(time);
  const two = (number) => String(number).padStart(2, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
    + `.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** Whether a scrolled list shows its end, so that it may follow. */
export function atEnd(list) {
  return list.scrollHeight - list.scrollTop - list.clientHeight < 40;
}
