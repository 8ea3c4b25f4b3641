/** What the program was told to load before it, a thread loads too; other options hold for the process alone. */
export function preloads(options: readonly string[]): string[] {
  return options.flatMap((option, index) => {
    if (option === '--require' || option === '-r') return ['--require', options[index + 1] ?? ''];
    return option.startsWith('--require=') ? [option] : [];
  });
}
