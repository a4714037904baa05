// Amounts are whole numbers of minor units all the way: no fraction is ever computed.

/** The amount as a decimal number's text, for instance -12345 with two decimals as "-123.45". */
export function decimal(amount, decimals) {
  if (!Number.isSafeInteger(amount)) throw new RangeError('an amount is too large to be shown exactly');
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals > 0 ? `.${digits.slice(-decimals)}` : '';
  return `${amount < 0 ? '-' : ''}${whole}${fraction}`;
}

/** As people read it; signDisplay as Intl.NumberFormat has it. */
export function format({ amount, currency, decimals }, signDisplay = 'auto') {
  const text = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'currency', currency, signDisplay, minimumFractionDigits: decimals, maximumFractionDigits: decimals,
  });
  return text.format(decimal(amount, decimals));
}

/** One sum for each currency, in the order in which they come first. */
export function totals(amounts) {
  const sums = new Map();
  for (const { amount, currency, decimals } of amounts) {
    const before = sums.get(currency)?.amount ?? 0;
    sums.set(currency, { amount: before + amount, currency, decimals });
  }
  return [...sums.values()];
}
