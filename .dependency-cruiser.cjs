'use strict';

/** The stack of libraries, bottom to top: each may import those named before it, and nothing after. */
const libraries = [
  'kernel',
  'calendar',
  'text',
  'platform',
  'taxonomy',
  'identity',
  'moderation',
  'companies',
  'demands',
  'imports',
  'matching',
  'engagement',
  'roadshows',
  'service-cases',
  'notifications',
  'insights',
];

const downwardOnly = libraries.slice(0, -1).map((library, position) => ({
  name: `${library}-looks-down`,
  comment: 'Call downward, publish upward: what is above listens to events.',
  severity: 'error',
  from: { path: `^libs/${library}/` },
  to: { path: `^libs/(${libraries.slice(position + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...downwardOnly,
    {
      name: 'library-has-its-place',
      comment: 'A new library is entered in the list above, at its height.',
      severity: 'error',
      from: {},
      to: { path: '^libs/', pathNot: `^libs/(${libraries.join('|')})/` },
    },
    {
      name: 'library-has-its-place-as-importer',
      comment: 'As above, for a library nobody imports yet.',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/(${libraries.join('|')})/` },
      to: {},
    },
    {
      name: 'library-through-its-index',
      comment: 'index.ts says what the others may use.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$1/'] },
    },
    {
      name: 'library-through-its-index-from-apps',
      comment: 'index.ts says what the others may use.',
      severity: 'error',
      from: { path: '^(apps|migrations)/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'library-knows-no-app',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^(apps|migrations|test)/' },
    },
    {
      name: 'app-knows-no-app',
      comment: 'Only the portal, which is all of them in one process, puts apps together.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/portal/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'kernel-is-pure',
      comment: 'The kernel is plain TypeScript without a framework, a database or HTTP.',
      severity: 'error',
      from: { path: '^libs/kernel/', pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|typeorm|fastify|@fastify|pg|rxjs|reflect-metadata)(/|$)' },
    },
    {
      name: 'production-code-knows-no-test',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^test/', '\\.spec\\.ts$'] },
    },
    {
      name: 'no-development-package-in-production-code',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: '\\.(spec|fixture)\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    },
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|apps/web)/' },
    // Imports of types alone count: a type is knowledge of the other side too.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'module-sync', 'import', 'types', 'default'],
      mainFields: ['main', 'types'],
    },
  },
};
