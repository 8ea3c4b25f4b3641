'use strict';

/**
 * A thread is plain Node, outside of Jest and its transformer. Programs hand on to their threads what they were told to
 * load first, and so the thread's TypeScript is compiled.
 */
const { join } = require('node:path');

process.execArgv.push('--require', join(__dirname, '..', 'process', 'typescript.cjs'));
