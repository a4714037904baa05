'use strict';

/*
 * Runs jsii's kernel in the Node process that Java starts. Preloaded (NODE_OPTIONS=--preserve-symlinks --require) by
 * `tap app`.
 *
 * As it comes, that first process only relays: it starts a second one, copies every message back and forth between
 * Java's pipes and file descriptor 3 of the second, and wraps what that prints. A synthesis is thousands of messages.
 * Here the kernel talks to Java's pipes itself, which costs neither the second process nor the copying.
 *
 * This leans on the text of two programs that come with the pinned jsii-runtime. If either does not look exactly as
 * expected, the relay runs as ever. OneProcessTest compares the output of both ways; see
 * docs/decisions/0008-synthesis-speed.md.
 */

const fs = require('fs');
const Module = require('module');
const path = require('path');

const RELAY = path.join('bin', 'jsii-runtime.js');
const KERNEL = path.join('..', 'lib', 'program.js');

/** How the relay starts the kernel, and where the kernel then finds its messages. */
const RELAY_STARTS = ['"--preserve-symlinks"', 'stdio:["ignore","pipe","pipe","pipe"]'];
const KERNEL_TALKS = 'readFD:3,writeFD:3';

const relay = path.resolve(process.argv[1] ?? '.');
const kernel = path.resolve(path.dirname(relay), KERNEL);
const source = relay.endsWith(path.sep + RELAY) ? sourceOfKernel() : undefined;
if (source !== undefined) {
  replaceRelay();
}

/** The kernel's program, made to talk to standard input and output; undefined if anything is unexpected. */
function sourceOfKernel() {
  try {
    const starts = fs.readFileSync(relay, 'utf8');
    const parts = fs.readFileSync(kernel, 'utf8').split(KERNEL_TALKS);
    const expected =
      RELAY_STARTS.every((text) => starts.includes(text)) &&
      parts.length === 2 &&
      /(^| )--preserve-symlinks( |$)/.test(process.env.NODE_OPTIONS);
    return expected ? parts.join('readFD:0,writeFD:1') : undefined;
  } catch {
    return undefined;
  }
}

function replaceRelay() {
  const load = Module._extensions['.js'];
  Module._extensions['.js'] = function start(module, file) {
    if (file !== relay) {
      load(module, file);
      return;
    }
    process.execArgv.push('--preserve-symlinks'); // where the kernel looks for it
    const write = process.stderr.write.bind(process.stderr);
    process.stdout.write = wrapped('stdout', write);
    process.stderr.write = wrapped('stderr', write);
    const program = new Module(kernel, module);
    program.filename = kernel;
    program._compile(source, kernel);
  };
}

/** Writes what is printed as the relay would have passed it on: in lines of JSON. Standard output is for messages. */
function wrapped(stream, write) {
  return (chunk, encoding, callback) => {
    const [charset, done] = typeof encoding === 'function' ? [undefined, encoding] : [encoding, callback];
    const line = JSON.stringify({ [stream]: Buffer.from(chunk, charset).toString('base64') });
    return write(`${line}\n`, done);
  };
}
