import { BooleanField, IdField, IntegerField, ObjectField, TextField } from '@shuqiao/platform';

export class AttachedFileDto {
  @IdField({ description: 'Of a file uploaded for an EOI of the company.' })
  id: string;

  @BooleanField({ description: 'The receiver sees it only while the contacts are open.' })
  private: boolean;
}

export class EoiAttachmentsDto {
  @ObjectField(() => AttachedFileDto, { list: { max: 10 }, description: 'All, in their order.' })
  attachments: AttachedFileDto[];
}

export class EoiAttachmentView {
  @IdField() id: string;
  @TextField({ max: 200 }) name: string;
  @TextField({ max: 100 }) mediaType: string;
  @IntegerField({ min: 1, max: 10_485_760, description: 'In bytes.' }) size: number;
  @BooleanField() private: boolean;
}
