'use strict';

// Loaded before a program that scripts/child.mjs runs. The channel between the two breaks when the parent is gone,
// however it went; the program is then asked to stop as by any other signal. It must not keep the program alive, and
// its processes must not take it for theirs.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
