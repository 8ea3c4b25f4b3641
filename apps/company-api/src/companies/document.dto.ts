import { DOCUMENT_PURPOSES, type DocumentPurpose } from '@shuqiao/companies';
import { EnumField, IdField, IntegerField, PatternField, TextField, TimeField } from '@shuqiao/platform';

export class UploadQuery {
  @EnumField(DOCUMENT_PURPOSES)
  purpose: DocumentPurpose;
}

export class DocumentView {
  @IdField() id: string;
  @EnumField(DOCUMENT_PURPOSES) purpose: string;
  @EnumField(['public', 'private']) visibility: string;
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 100 }) mediaType: string;
  @IntegerField({ min: 1, max: 10485760, description: 'In bytes.' }) size: number;
  @PatternField({ pattern: /^[0-9a-f]{64}$/, max: 64, expected: 'SHA-256' }) sha256: string;
  @TimeField() createdAt: string;
}

export class FileLinkView {
  @TextField({ max: 300, description: 'Relative to the origin; opens for five minutes.' }) url: string;
  @TimeField() expiresAt: string;
}
