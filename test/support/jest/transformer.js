'use strict';

/**
 * Jest runs modules as CommonJS and cannot load the ESM-only packages (Nest 12 among them) that Node itself loads by
 * `require(esm)`. So TypeScript is compiled with the project's decorator settings, ES modules of any package are
 * down-levelled, and everything else passes through untouched. The kind of a file is found from the file, not from a
 * list of packages, which would go stale with the next update.
 */
const { existsSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { createTransformer } = require('@swc/jest');

const common = { swcrc: false, sourceMaps: true, module: { type: 'commonjs' } };

const typescript = createTransformer({
  ...common,
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
});

const ecmascript = createTransformer({
  ...common,
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript', dynamicImport: true, importAttributes: true } },
});

const typeByFolder = new Map();

function packageType(folder) {
  const known = typeByFolder.get(folder);
  if (known !== undefined) return known;
  const file = join(folder, 'package.json');
  const parent = dirname(folder);
  let type = 'commonjs';
  if (existsSync(file)) type = JSON.parse(readFileSync(file, 'utf8')).type ?? 'commonjs';
  else if (parent !== folder) type = packageType(parent);
  typeByFolder.set(folder, type);
  return type;
}

function transformerFor(source, path) {
  if (/\.[cm]?tsx?$/.test(path)) return typescript;
  if (path.endsWith('.mjs')) return ecmascript;
  if (path.endsWith('.json')) return undefined;
  if (!path.endsWith('.cjs') && packageType(dirname(path)) === 'module') return ecmascript;
  return /\bimport\s*\(/.test(source) ? ecmascript : undefined;
}

module.exports = {
  process(source, path, options) {
    const transformer = transformerFor(source, path);
    return transformer ? transformer.process(source, path, options) : { code: source };
  },
  getCacheKey(source, path, options) {
    const transformer = transformerFor(source, path) ?? ecmascript;
    return transformer.getCacheKey(source, path, options);
  },
};
