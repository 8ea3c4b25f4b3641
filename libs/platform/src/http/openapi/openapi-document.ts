import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { addSharedParts } from './shared-parts';
import { toOpenApi31 } from './to-3-1';

export interface OpenApiInfo {
  readonly title: string;
  readonly description: string;
}

/** Describes the API by OpenAPI 3.1, out of the same decorators that validate it. */
export function describeApi(app: NestFastifyApplication, { title, description }: OpenApiInfo): OpenAPIObject {
  const settings = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(packageVersion(__dirname))
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const built = SwaggerModule.createDocument(app, settings, { operationIdFactory: operationId });
  // A copy: what is built shares objects with the metadata of the decorators, which must not change.
  const document = JSON.parse(JSON.stringify(built)) as OpenAPIObject;
  addSharedParts(document);
  toOpenApi31(document);
  return document;
}

/** Serves the document at `<prefix>/openapi.json`. It is built when first asked for and kept as text. */
export function serveOpenApi(app: NestFastifyApplication, prefix: string, info: OpenApiInfo): void {
  let text: string | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get(`/${prefix}/openapi.json`, async (_request, reply) => {
      text ??= JSON.stringify(describeApi(app, info));
      return reply
        .header('content-type', 'application/json; charset=utf-8')
        .header('cache-control', 'public, max-age=300')
        .send(text);
    });
}

// Compiled code stands one folder deeper than its source, so the package is looked for, not counted up to.
function packageVersion(folder: string): string {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return packageVersion(dirname(folder));
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** `DemandsController.submit` → `demandsSubmit`: the name of the function in generated clients. */
function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}${method.charAt(0).toUpperCase()}${method.slice(1)}`;
}
