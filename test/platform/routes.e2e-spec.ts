import { describeRoutes, type Permission, PERMISSIONS, type RouteDescription } from '@shuqiao/identity';
import { COMPANY_ROLES, type CompanyRole, newId, STAFF_ROLES, type StaffRole } from '@shuqiao/kernel';
import { addMember, createFirm, createPerson, createStaff, type Person } from '../support/people';
import { startTestPortal, type TestPortal } from '../support/portal';
import { createStrangersWorld, type StrangersWorld } from '../support/world';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** All routes × all roles × a stranger's ids: what the guard and the tenant in the `where` promise, route by route. */
describe('every route', () => {
  let portal: TestPortal;
  let companyRoutes: RouteDescription[];
  let staffRoutes: RouteDescription[];
  let world: StrangersWorld;
  const members = new Map<CompanyRole, Person>();
  const staff = new Map<StaffRole, Person>();

  beforeAll(async () => {
    portal = await startTestPortal();
    companyRoutes = describeRoutes(portal.companyApi);
    staffRoutes = describeRoutes(portal.adminApi);
    const { companyId } = await createFirm(portal);
    for (const role of COMPANY_ROLES) {
      const person = await createPerson(portal);
      await addMember(portal, companyId, person, role);
      members.set(role, person);
    }
    for (const role of STAFF_ROLES) staff.set(role, await createStaff(portal, role));
    world = await createStrangersWorld(portal);
  });
  afterAll(() => portal.stop());

  const call = (api: 'api' | 'admin', route: RouteDescription, path: string, person?: Person) => {
    const prefix = api === 'api' ? '/api/v1/' : '/admin/v1/';
    const request = portal[api]()
      [route.method.toLowerCase() as Method](prefix + path)
      .set('if-match', '"v1"');
    const signed = person ? request.set('authorization', person.authorization) : request;
    return route.method === 'GET' ? signed : signed.send({});
  };
  const withIds = (route: RouteDescription, id: (name: string) => string) =>
    route.path.replace(/:(\w+)/g, (_whole, name: string) => id(name));

  it('that is not public asks a caller without a session to sign in', async () => {
    for (const [api, routes] of [
      ['api', companyRoutes],
      ['admin', staffRoutes],
    ] as const) {
      for (const route of routes.filter(({ access }) => access !== 'public')) {
        const { status, body } = await call(
          api,
          route,
          withIds(route, () => newId()),
        );
        expect({ route: route.handler, status, code: body.code }).toEqual({
          route: route.handler,
          status: 401,
          code: 'SIGN_IN_REQUIRED',
        });
      }
    }
  });

  it('refuses every role that the table does not grant, before it looks at anything', async () => {
    const check = async (
      api: 'api' | 'admin',
      route: RouteDescription,
      granted: readonly string[],
      people: Map<string, Person>,
    ) => {
      for (const [role, person] of people) {
        const { status } = await call(
          api,
          route,
          withIds(route, () => newId()),
          person,
        );
        if (!granted.includes(role))
          expect({ route: route.handler, role, status }).toEqual({ route: route.handler, role, status: 403 });
        else
          expect({ route: route.handler, role, refused: status === 401 || status >= 500 }).toEqual({
            route: route.handler,
            role,
            refused: false,
          });
      }
    };
    for (const route of companyRoutes.filter(isPermitted))
      await check('api', route, grants(route.access).company ?? [], members);
    for (const route of staffRoutes.filter(isPermitted))
      await check('admin', route, grants(route.access).staff ?? [], staff);
  });

  it('of a firm shows a stranger nothing: his id is answered like one that leads nowhere', async () => {
    const owner = members.get('owner') as Person;
    const routes = companyRoutes.filter((route) => route.access !== 'public' && route.path.includes(':'));
    expect(routes.length).toBeGreaterThan(20);
    for (const route of routes) {
      const { status, text } = await call(
        'api',
        route,
        withIds(route, (name) => world.idFor(route.path, name)),
        owner,
      );
      const secret = world.secrets.find((hidden) => text.includes(hidden));
      expect({ route: route.handler, path: route.path, opened: status < 400, secret }).toEqual({
        route: route.handler,
        path: route.path,
        opened: false,
        secret: undefined,
      });
      // A missing thing and a stranger's are one answer; only the form of the request may be refused before.
      const missing = await call(
        'api',
        route,
        withIds(route, () => newId()),
        owner,
      );
      expect({ route: route.handler, status }).toEqual({ route: route.handler, status: missing.status });
    }
  });

  it('has a permission of its own audience, and each permission is used', () => {
    for (const route of companyRoutes.filter(isPermitted))
      expect([route.handler, grants(route.access).company]).not.toContain(undefined);
    for (const route of staffRoutes.filter(isPermitted))
      expect([route.handler, grants(route.access).staff]).not.toContain(undefined);
    const used = new Set<string>([...companyRoutes, ...staffRoutes].map((route) => route.access));
    expect(Object.keys(PERMISSIONS).filter((permission) => !used.has(permission))).toEqual([]);
  });
});

interface Grants {
  readonly company?: readonly string[];
  readonly staff?: readonly string[];
}

const isPermitted = (route: RouteDescription): boolean => route.access !== 'public' && route.access !== 'signed-in';
const grants = (access: RouteDescription['access']): Grants => PERMISSIONS[access as Permission];
