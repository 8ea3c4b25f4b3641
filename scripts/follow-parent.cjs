'use strict';

// Loaded before a program that scripts/child.mjs runs. The channel between the two breaks when the parent is gone,
// however it went; the program is then asked to stop as by any other signal. The channel must not keep the program
// alive. Processes the program forks inherit this argument, and have channels of their own that are none of ours.
if (process.channel && String(process.ppid) === process.env.SHUQIAO_STARTED_BY) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
