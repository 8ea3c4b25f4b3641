import type { Type as Class } from '@nestjs/common';
import { fieldError, invalid, UNKNOWN_FIELD } from '@shuqiao/kernel';

/** Brings a value into the form that is checked and kept; what it does not understand it leaves as it is. */
export type Reading = (value: unknown) => unknown;

interface Members {
  readonly readings: Map<string, Reading[]>;
  readonly classes: Map<string, () => Class<unknown>>;
}

const declared = new WeakMap<object, Members>();
const known = new Map<Class<unknown>, Members>();

/** Has a property read by a function, after those that were declared before. */
export function readBy(reading: Reading): PropertyDecorator {
  return (prototype, property) => {
    const { readings } = membersOf(prototype);
    readings.set(String(property), [...(readings.get(String(property)) ?? []), reading]);
  };
}

/** Has a property, or each member of a list, read into a class of its own. */
export function readInto(of: () => Class<unknown>): PropertyDecorator {
  return (prototype, property) => void membersOf(prototype).classes.set(String(property), of);
}

/**
 * Makes an instance of a DTO class out of parsed JSON or a parsed query, with the class's defaults for what is missing.
 * Members that the class does not know are taken over too, so that they can be refused by name.
 * @throws DomainError VALIDATION_FAILED when a member has the name of what every object has, such as `constructor`.
 */
export function readObject<T extends object>(target: Class<T>, plain: object, path = ''): T {
  const instance = new target();
  const { readings, classes } = allMembersOf(target);
  for (const name of Object.keys(plain)) {
    if (name in Object.prototype) throw invalid(fieldError(`${path}/${name}`, UNKNOWN_FIELD));
    let value: unknown = (plain as Record<string, unknown>)[name];
    const of = classes.get(name);
    if (of) value = readNested(of() as Class<object>, value, `${path}/${name}`);
    for (const reading of readings.get(name) ?? NONE) value = reading(value);
    (instance as Record<string, unknown>)[name] = value;
  }
  return instance;
}

const NONE: readonly Reading[] = [];

/** A list inside a list is left as it is, since no rule allows one. */
function readNested(target: Class<object>, value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((member, at) => readMember(target, member, `${path}/${at}`));
  return readMember(target, value, path);
}

function readMember(target: Class<object>, value: unknown, path: string): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? readObject(target, value, path) : value;
}

function membersOf(prototype: object): Members {
  const found = declared.get(prototype) ?? { readings: new Map(), classes: new Map() };
  declared.set(prototype, found);
  return found;
}

/** A class's own members and those it inherits. */
function allMembersOf(target: Class<unknown>): Members {
  const found = known.get(target) ?? inherited(target.prototype as object);
  known.set(target, found);
  return found;
}

function inherited(prototype: object | null): Members {
  if (prototype === null || prototype === Object.prototype) return { readings: new Map(), classes: new Map() };
  const above = inherited(Object.getPrototypeOf(prototype) as object | null);
  const own = membersOf(prototype);
  return {
    readings: new Map([...above.readings, ...own.readings]),
    classes: new Map([...above.classes, ...own.classes]),
  };
}
