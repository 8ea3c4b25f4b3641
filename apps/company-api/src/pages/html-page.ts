import { applyDecorators, Header } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';

/** A route that answers with a page for people rather than with data; `policy` is what the page may load and do. */
export const HtmlPage = (policy: string): MethodDecorator =>
  applyDecorators(
    ApiProduces('text/html'),
    ApiOkResponse({ description: 'A page' }),
    Header('content-type', 'text/html; charset=utf-8'),
    Header('content-security-policy', policy),
  );
