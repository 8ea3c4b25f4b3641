import { Injectable } from '@nestjs/common';
import { AccountLinks, type LinkPurpose } from '@shuqiao/identity';
import { escapeHtml } from './escape-html';
import { SECRET_LINK } from './renderer';

interface Stored {
  readonly text: string;
  readonly html: string;
  readonly link_purpose: string | null;
  readonly link_id: string | null;
}

/** Puts the link that opens an account into a mail at the moment it is read or leaves. */
@Injectable()
export class SecretLinks {
  constructor(private readonly links: AccountLinks) {}

  fill({ text, html, link_purpose: purpose, link_id: id }: Stored): { text: string; html: string } {
    if (!purpose || !id) return { text, html };
    const link = this.links.linkFor(purpose as LinkPurpose, id);
    return {
      text: text.replaceAll(SECRET_LINK, () => link),
      html: html.replaceAll(SECRET_LINK, () => escapeHtml(link)),
    };
  }
}
