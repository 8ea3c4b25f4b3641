'use strict';

// Lets plain Node load the sources for a child process of a test: Jest's own transformer ends at Jest's own process.
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const root = join(__dirname, '..', '..', '..');
const { module: format, jsc } = JSON.parse(readFileSync(join(root, '.swcrc'), 'utf8'));
// The aliases are resolved below.
delete jsc.paths;
delete jsc.baseUrl;

Module._extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const { code } = transformSync(source, { module: format, jsc, filename, swcrc: false, sourceMaps: 'inline' });
  module._compile(code, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveAlias(request, ...rest) {
  const library = /^@shuqiao\/([^/]+)$/.exec(request);
  const path = library && join(root, 'libs', library[1], 'src', 'index.ts');
  return resolve.call(this, path && existsSync(path) ? path : request, ...rest);
};

require('reflect-metadata');
