'use strict';

// Writes how many files of the provider's bindings were loaded to the file named by LOADED, when jsii's kernel ends.
const fs = require('fs');
const path = require('path');

if (path.basename(process.argv[1] ?? '') === 'program.js') {
  const compile = require('module').prototype._compile;
  let loaded = 0;
  require('module').prototype._compile = function (code, file) {
    loaded += file.includes(path.join('@cdktf', 'provider-aws', 'lib')) ? 1 : 0;
    return compile.call(this, code, file);
  };
  process.on('exit', () => fs.writeFileSync(process.env.LOADED, String(loaded)));
}
