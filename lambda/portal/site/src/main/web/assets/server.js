// Asks the portal's API.

const PATIENCE_MILLISECONDS = 10_000;

/** Asks for accounts; fails with a text for people. */
export function accounts() {
  return ask('/api/accounts');
}

/** Asks for a page of an account's transactions. */
export function transactions(account, token) {
  const query = token ? `?nextToken=${encodeURIComponent(token)}` : '';
  return ask(`/api/accounts/${encodeURIComponent(account)}/transactions${query}`);
}

async function ask(path) {
  let answer;
  try {
    answer = await fetch(path, {
      headers: { Accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
  } catch {
    throw new Error('We cannot be reached. Are you online?');
  }
  if (answer.status === 404) throw new Error('There is no such account.');
  // The edge answers some failures with a page of its own.
  if (!answer.ok || !answer.headers.get('Content-Type')?.startsWith('application/json')) {
    throw new Error('Your accounts are not available just now. Please try again in a moment.');
  }
  return answer.json();
}
