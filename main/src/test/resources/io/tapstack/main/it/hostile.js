// What a page can try against a port of this machine. `origin` is the page's target, `userData` what RunInstances
// would run. Each attempt ends with a word: read (and the status of what was read), sent (the page learns nothing of
// it), refused, or silent.
async function attack(origin, userData) {
  const log = [];
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const text = { 'Content-Type': 'text/plain' };
  const run = `Action=RunInstances&Version=2016-11-15&ImageId=ami-760aaa0f&MinCount=1&MaxCount=1&UserData=${encodeURIComponent(userData)}`;
  const scope = 'Credential=test/20260101/eu-central-1/ec2/aws4_request, SignedHeaders=host, Signature=0';
  const stranger = { ...form, 'Authorization': `AWS4-HMAC-SHA256 ${scope}` };

  const place = document.body ?? document.documentElement;
  const within = (attempt) => Promise.race([attempt, new Promise((done) => setTimeout(done, 5000, 'silent'))]);
  const note = async (name, attempt) => log.push([name, await within(attempt).catch((problem) => `refused (${problem})`)]);
  const ask = (path, options) => fetch(origin + path, options).then(
    (answer) => (answer.type === 'opaque' ? 'sent' : `${answer.ok ? 'read' : 'refused'} ${answer.status}`),
    () => 'refused');
  const element = (tag, set) => new Promise((done) => {
    const it = document.createElement(tag);
    it.onload = () => done(tag === 'iframe' ? 'sent' : 'read');
    it.onerror = () => done('refused');
    set(it);
    place.append(it);
  });
  const submit = (method, enctype, path) => new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.name = `frame-${Math.random()}`;
    const it = document.createElement('form');
    Object.assign(it, { method, enctype, action: origin + path, target: frame.name });
    const input = document.createElement('input');
    Object.assign(input, { name: 'inf', value: '' });
    it.append(input);
    place.append(frame, it);
    frame.onload = () => done('sent');
    it.submit();
  });
  const socket = (open) => new Promise((done) => {
    const it = open();
    it.onopen = () => done('read');
    it.onerror = () => { it.close(); done('refused'); };
  });

  // First what would switch the guards off, then what goes through without them.
  await note('fetch POST reset-auth, no-cors', ask('/moto-api/reset-auth', { method: 'POST', mode: 'no-cors', headers: text, body: 'inf', credentials: 'include' }));
  await note('fetch POST reset-auth', ask('/moto-api/reset-auth', { method: 'POST', headers: text, body: 'inf' }));
  await note('sendBeacon reset-auth', Promise.resolve(navigator.sendBeacon(`${origin}/moto-api/reset-auth`, new Blob(['inf'], { type: 'text/plain' })) ? 'sent' : 'refused'));
  await Promise.all([
    note('fetch RunInstances, preflight', ask('/', { method: 'POST', headers: stranger, body: run })),
    note('fetch RunInstances, no-cors', ask('/', { method: 'POST', mode: 'no-cors', headers: form, body: run })),
    note('fetch PUT bucket, preflight', ask('/hostile-bucket', { method: 'PUT' })),
    note('fetch GET functions', ask('/_tapstack/functions')),
    note('fetch GET functions, credentialed', ask('/_tapstack/functions', { credentials: 'include' })),
    note('fetch GET buckets', ask('/')),
    note('fetch GET buckets, no-cors', ask('/', { mode: 'no-cors' })),
    note('fetch GET account data', ask('/moto-api/data.json')),
    note('fetch GET next event of a function', ask('/2018-06-01/runtime/invocation/next')),
    note('fetch POST answer of a function', ask('/2018-06-01/runtime/init/error', { method: 'POST', mode: 'no-cors', body: '{}' })),
    note('fetch POST console action', ask('/api/fire', { method: 'POST', mode: 'no-cors', headers: text, body: '{}' })),
    note('fetch GET console question', ask('/api/overview')),
    note('form GET', submit('get', form['Content-Type'], '/moto-api/data.json')),
    note('form POST urlencoded', submit('post', form['Content-Type'], '/moto-api/reset-auth')),
    note('form POST multipart', submit('post', 'multipart/form-data', '/hostile-bucket')),
    note('form POST text/plain', submit('post', 'text/plain', '/moto-api/reset')),
    note('image', element('img', (it) => { it.src = `${origin}/_tapstack/functions`; })),
    note('script', element('script', (it) => { it.src = `${origin}/moto-api/lib.js`; })),
    note('stylesheet', element('link', (it) => { it.rel = 'stylesheet'; it.href = `${origin}/moto-api/`; })),
    note('iframe', element('iframe', (it) => { it.src = `${origin}/moto-api/`; })),
    note('EventSource', socket(() => new EventSource(`${origin}/_tapstack/events`))),
    note('WebSocket', socket(() => new WebSocket(`${origin.replace('http', 'ws')}/`))),
  ]);
  return log;
}
