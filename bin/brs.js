#!/usr/bin/env node
'use strict';
// Node 22.1 and later keep the compiled code. In the person's own folder: a shared one could be tampered with.
const { enableCompileCache } = require('node:module');
const { HOME, LOCALAPPDATA, XDG_CACHE_HOME } = process.env;
const cache = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && `${HOME}/.cache`);
if (enableCompileCache && cache) enableCompileCache(`${cache}/brs`);

require('../dist/main.js').main();
