import { Injectable } from '@nestjs/common';
import { DomainError, NOT_FOUND } from '@shuqiao/kernel';
import { Database, Files, type JsonBytes, type OpenFile, type Statement } from '@shuqiao/platform';

/** The public pages of verified companies, read as JSON that the database keeps ready. */
@Injectable()
export class CompanyPages {
  constructor(
    private readonly database: Database,
    private readonly files: Files,
  ) {}

  /** The public page as JSON. @throws DomainError NOT_FOUND unless the company is verified. */
  async page(companyId: string): Promise<JsonBytes> {
    const [row] = await this.database.readJson<{ document: JsonBytes }>(PAGE, [companyId]);
    if (!row) throw new DomainError(NOT_FOUND);
    return row.document;
  }

  /** A picture that a verified company shows with a product. @throws DomainError NOT_FOUND for any other file. */
  async openPicture(fileId: string): Promise<OpenFile> {
    const found = await this.database.read(PICTURE, [fileId]);
    if (!found.length) throw new DomainError(NOT_FOUND);
    return this.files.open(fileId);
  }
}

const PAGE: Statement = {
  name: 'companies.page',
  text: `SELECT public_document AS document FROM companies WHERE id = $1 AND status IN ('verified', 'listed') AND public_document IS NOT NULL`,
};
const PICTURE: Statement = {
  name: 'companies.public-picture',
  text: `SELECT FROM company_products JOIN companies ON companies.id = company_products.company_id
         WHERE company_products.picture_id = $1 AND companies.status = 'verified' LIMIT 1`,
};
