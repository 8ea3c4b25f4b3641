import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError, NOT_FOUND } from '@shuqiao/kernel';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id in a path. What is no id names nothing, hence 404 like any other id that leads nowhere. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!UUID.test(value)) throw new DomainError(NOT_FOUND);
    return value;
  }
}
