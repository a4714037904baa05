'use strict';

// Prints while CDKTF is loaded, as a construct might.
const Module = require('module');
const path = require('path');

const compile = Module.prototype._compile;
Module.prototype._compile = function print(code, file) {
  if (file.endsWith(path.join('node_modules', 'cdktf', 'lib', 'index.js'))) {
    console.log('größer');
    process.stdout.write(Buffer.from('als\n'), () => {});
    console.error('Null');
  }
  return compile.call(this, code, file);
};
