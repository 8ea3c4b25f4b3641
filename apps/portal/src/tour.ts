import { runTour } from './tour/run-tour';

/** `npm run tour`: walks the main job on a running portal in demonstration mode (PORT, or an address as its argument). */
const base = process.argv[2] ?? `http://localhost:${process.env.PORT ?? '3000'}`;

runTour(base.replace(/\/$/, ''), (line) => process.stdout.write(`${line}\n`)).catch((error: unknown) => {
  process.stderr.write(`\nThe tour met a surprise: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
