import { TextField, UrlField } from '@shuqiao/platform';

/** Where an imported record comes from. Nobody has checked it, and nobody answers for it on the portal. */
export class OriginView {
  @TextField({ max: 100, description: 'The directory or register that it was taken from.' }) source: string;
  @TextField({ max: 200, description: 'What it is called there.' }) id: string;
  @UrlField({ nullable: true }) url: string | null;
  @TextField({ max: 2000, optional: true, description: 'The broad class under which the source keeps a demand.' })
  category?: string;
}
