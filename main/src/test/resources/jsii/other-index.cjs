'use strict';

// The index of the provider's bindings as another version might write it: the same, and one line more.
const fs = require('fs');
const path = require('path');

const read = fs.readFileSync;
const index = path.join('@cdktf', 'provider-aws', 'lib', 'index.js');
fs.readFileSync = (file, ...rest) => {
  const content = read(file, ...rest);
  return String(file).endsWith(index) ? `exports.version = "another";\n${content}` : content;
};
