import { Injectable, type PipeTransform } from '@nestjs/common';
import { DomainError, NOT_FOUND } from '@shuqiao/kernel';

/** A version number in a path; what is none leads nowhere. */
@Injectable()
export class VersionPipe implements PipeTransform<string, number> {
  transform(value: string): number {
    if (!/^[1-9]\d{0,8}$/.test(value)) throw new DomainError(NOT_FOUND);
    return Number(value);
  }
}
