/**
 * Certificates that tenders ask for and firms show, by the code under which both are compared. The patterns meet the
 * ways they are written in Chinese, Russian and English texts; none can take long, since none repeats a repetition.
 */
const SCHEMES: readonly (readonly [code: string, pattern: RegExp])[] = [
  ['ISO 9001', /\b(?:iso|исо)[\s/-]?(?:9001|900[12]:)|\bгост р исо 9001|质量管理体系/iu],
  ['ISO 14001', /\b(?:iso|исо)[\s/-]?14001|环境管理体系/iu],
  ['ISO 45001', /\b(?:iso|исо)[\s/-]?45001|职业健康安全管理体系/iu],
  ['ISO 27001', /\b(?:iso|исо)(?:\/(?:iec|мэк))?[\s/-]?27001|信息安全管理体系/iu],
  ['ISO 20000', /\b(?:iso|исо)(?:\/(?:iec|мэк))?[\s/-]?20000|信息技术服务管理体系/iu],
  ['ISO 22301', /\b(?:iso|исо)[\s/-]?22301|业务连续性管理体系/iu],
  ['ISO 13485', /\b(?:iso|исо)[\s/-]?13485|医疗器械质量管理体系/iu],
  ['ISO 27701', /\b(?:iso|исо)(?:\/(?:iec|мэк))?[\s/-]?27701|隐私信息管理体系/iu],
  ['ISO 42001', /\b(?:iso|исо)(?:\/(?:iec|мэк))?[\s/-]?42001|人工智能管理体系/iu],
  ['IEC 62443', /\biec[\s/-]?62443/iu],
  ['CMMI', /\bcmmi\b|软件能力成熟度/iu],
  ['ITSS', /\bitss\b|信息技术服务标准/iu],
  ['MLPS', /等保(?:二级|三级|四级|2\.0|测评|备案)|网络安全等级保护|\bmlps\b/iu],
  ['SOC 2', /\bsoc[\s-]?2\b/iu],
  ['PCI DSS', /\bpci[\s-]?dss\b/iu],
  ['FSTEC', /\bфстэк\b|\bfstec\b/iu],
  ['FSB', /(?:лицензи\p{L}{0,3}|сертификат\p{L}{0,3}) фсб\b|\bfsb licen[cs]e/iu],
  ['EAC', /\beac\b|\bтр тс\b|\bтр еаэс\b|欧亚经济联盟认证/iu],
  ['CE', /\bce(?:[\s-]?mark(?:ing)?|[\s-]certificat\p{L}{0,3}| ?认证)|маркировк\p{L}{1,2} ce\b/iu],
  ['FCC', /\bfcc\b/iu],
  ['CCC', /\bccc\b|\b3c ?认证|中国强制性产品认证/iu],
  ['TISAX', /\btisax\b/iu],
];
const MOST_TEXT = 50_000;

/** The schemes that a text names, in the order of the list above; at most its first 50,000 characters are read. */
export function certificateSchemes(text: string): string[] {
  const read = text.slice(0, MOST_TEXT);
  return SCHEMES.filter(([, pattern]) => pattern.test(read)).map(([code]) => code);
}
