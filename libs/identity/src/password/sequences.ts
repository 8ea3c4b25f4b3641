import { codePoints } from './fold';

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  'абвгдежзийклмнопрстуфхцчшщъыьэюя',
  '12345678901234567890',
  'qwertyuiop[]',
  "asdfghjkl;'",
  'zxcvbnm,./',
  'йцукенгшщзхъ',
  'фывапролджэ',
  'ячсмитьбю.',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.',
  'qazwsxedcrfvtgbyhnujm',
];
const STEPS = new Set(RUNS.flatMap((run) => pairsOf(run)));

function pairsOf(run: string): string[] {
  const characters = [...run];
  return characters.slice(1).flatMap((character, index) => {
    const previous = characters[index]!;
    return [previous + character, character + previous];
  });
}

/**
 * Whether a folded password is little more than runs over the alphabet, the digits or the keyboard, in either direction
 * (qwertyuiopasdfgh, 123456789012345, йцукенгшщзфывапр), or one character held down: four steps of five are such.
 */
export function isSequence(folded: string): boolean {
  const characters = [...folded];
  if (codePoints(folded) < 2) return false;
  let steps = 0;
  for (let index = 1; index < characters.length; index += 1) {
    const pair = characters[index - 1]! + characters[index]!;
    if (characters[index - 1] === characters[index] || STEPS.has(pair)) steps += 1;
  }
  return steps >= (characters.length - 1) * 0.8;
}
