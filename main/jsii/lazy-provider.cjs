'use strict';

/*
 * Makes Node load of @cdktf/provider-aws only what is used. Preloaded (NODE_OPTIONS=--require) into the Node process in
 * which jsii runs CDKTF's constructs; `tap app` does that.
 *
 * The package is 200 MB of JavaScript in 1,849 files. Its index requires a file for each of 1,792 resources and data
 * sources, of which a stack uses some fifty; a web ACL alone brings 32 files of 1.8 MB, of which seven are needed. So
 *
 * - the index gets a getter for each namespace, which requires its file at first use;
 * - a file in a folder `index-structs` gets a getter for each export, the first of which to be asked loads the file;
 * - two thirds of each file are a source map that nobody reads: it is cut off before it becomes a string.
 *
 * What is loaded is the package's own, and so is what it does: synthesized stacks stay the same byte for byte
 * (LazyProviderTest). Where a file does not look exactly as expected, Node loads it as it always did. See
 * docs/decisions/0008-synthesis-speed.md.
 */

const fs = require('fs');
const Module = require('module');

const FILE = /[\\/]node_modules[\\/]@cdktf[\\/]provider-aws[\\/]lib[\\/](.*)$/;
const STRUCTS = /[\\/]index-structs[\\/]structs\d+\.js$/;

/** What TypeScript writes at the top of a module: `exports.a = exports.b = void 0;` names every export. */
const STRICT = '"use strict";';
const ES_MODULE = 'Object.defineProperty(exports, "__esModule", { value: true });';
const DECLARATION = /^(?:exports\.\w+ = )+void 0;$/;
const NAMESPACE = /^exports\.(\w+) = require\("(\.\/[\w-]+)"\);$/;
const COMMENT = /^(?:\/\*\*| \*.*|\/\/.*|)$/;

/** More than the longest beginning of a file in `index-structs`. */
const BEGINNING_BYTES = 128 * 1024;

const loadAsEver = Module._extensions['.js'];

Module._extensions['.js'] = function load(module, file) {
  const part = FILE.exec(file);
  if (!part || !(deferred(module, file, part[1]) || loadedWithoutSourceMap(module, file))) {
    loadAsEver(module, file);
  }
};

function deferred(module, file, part) {
  if (part === 'index.js') {
    const namespaces = unlessItThrows(() => namespacesOf(fs.readFileSync(file, 'utf8')));
    return namespaces !== undefined && deferNamespaces(module, namespaces);
  }
  if (STRUCTS.test(file)) {
    const names = unlessItThrows(() => exportsOf(beginningOf(file)));
    return names !== undefined && deferFile(module, file, names);
  }
  return false;
}

/** The index as a map from namespace to file, or undefined if there is more to it than that. */
function namespacesOf(index) {
  const declared = new Set();
  const namespaces = new Map();
  for (const line of index.split('\n')) {
    const namespace = NAMESPACE.exec(line);
    if (namespace) {
      namespaces.set(namespace[1], namespace[2]);
    } else if (DECLARATION.test(line)) {
      namesIn(line).forEach((name) => declared.add(name));
    } else if (line !== STRICT && line !== ES_MODULE && !COMMENT.test(line)) {
      return undefined;
    }
  }
  const complete = namespaces.size > 0 && namespaces.size === declared.size;
  return complete && [...declared].every((name) => namespaces.has(name)) ? namespaces : undefined;
}

/** The names that a module declares at its beginning, or undefined if it does not begin that way. */
function exportsOf(beginning) {
  const lines = beginning.split('\n');
  const start = lines.indexOf(ES_MODULE) + 1;
  const end = lines.findIndex((line, number) => number >= start && !DECLARATION.test(line));
  // The last line may be cut off: that one does not count as the end.
  const known = lines[0] === STRICT && start > 0 && end > start && end < lines.length - 1;
  return known ? lines.slice(start, end).flatMap(namesIn) : undefined;
}

function namesIn(declaration) {
  return Array.from(declaration.matchAll(/exports\.(\w+)/g), ([, name]) => name);
}

function deferNamespaces(module, namespaces) {
  const { exports } = module;
  Object.defineProperty(exports, '__esModule', { value: true });
  for (const [name, target] of namespaces) {
    getter(exports, name, () => {
      const value = module.require(target);
      Object.defineProperty(exports, name, { value, writable: true, enumerable: true, configurable: true });
      return value;
    });
  }
  return true;
}

function deferFile(module, file, names) {
  const { exports } = module;
  let waiting = true;
  const load = () => {
    waiting = false;
    ['__esModule', ...names].forEach((name) => delete exports[name]); // the file defines them
    loadedWithoutSourceMap(module, file) || loadAsEver(module, file);
  };
  Object.defineProperty(exports, '__esModule', { value: true, configurable: true });
  for (const name of names) {
    // Other modules copy the getter into their own exports: it goes on working there.
    getter(exports, name, () => {
      if (waiting) {
        load();
      }
      return exports[name];
    });
  }
  return true;
}

function getter(exports, name, get) {
  Object.defineProperty(exports, name, { get, enumerable: true, configurable: true });
}

function loadedWithoutSourceMap(module, file) {
  const code = unlessItThrows(() => {
    const source = fs.readFileSync(file);
    const end = source.lastIndexOf('\n//# sourceMappingURL=data:');
    return end > 0 && source.indexOf('\n', end + 1) < 0 ? source.toString('utf8', 0, end + 1) : undefined;
  });
  if (code === undefined || !code.startsWith(STRICT)) {
    return false;
  }
  module._compile(code, file);
  return true;
}

function beginningOf(file) {
  const descriptor = fs.openSync(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(BEGINNING_BYTES);
    return buffer.toString('latin1', 0, fs.readSync(descriptor, buffer, 0, BEGINNING_BYTES, 0));
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Whatever goes wrong while looking at a file is not worth failing for: Node then loads it as it always did. */
function unlessItThrows(look) {
  try {
    return look();
  } catch {
    return undefined;
  }
}
