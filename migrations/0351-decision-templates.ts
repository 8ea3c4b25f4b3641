import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Seed {
  readonly code: string;
  readonly decision: 'approved' | 'returned' | 'rejected';
  readonly subjectTypes: readonly string[];
  readonly texts: { readonly zh: string; readonly ru: string; readonly en: string };
}

/** The reasons the secretariat starts with; it adds, edits and retires them itself. */
export class DecisionTemplates1790000000351 implements MigrationInterface {
  name = 'DecisionTemplates1790000000351';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `INSERT INTO decision_templates (code, decision, subject_types, texts)
       SELECT seed->>'code', seed->>'decision', ARRAY(SELECT jsonb_array_elements_text(seed->'subjectTypes')), seed->'texts'
       FROM jsonb_array_elements($1::jsonb) AS row(seed)`,
      [JSON.stringify(SEEDS)],
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DELETE FROM decision_templates WHERE code = ANY ($1)', [SEEDS.map((seed) => seed.code)]);
  }
}

const SEEDS: readonly Seed[] = [
  {
    code: 'approved-in-order',
    decision: 'approved',
    subjectTypes: [],
    texts: {
      zh: '所提交的信息齐全，审核通过。',
      ru: 'Сведения полны и не вызывают замечаний. Заявка одобрена.',
      en: 'The information is complete and in order. Approved.',
    },
  },
  {
    code: 'company-number-mismatch',
    decision: 'returned',
    subjectTypes: ['company'],
    texts: {
      zh: '登记号码与登记机关公示的企业名称不一致，请核对后重新提交。',
      ru: 'Регистрационный номер не соответствует наименованию организации в государственном реестре. Проверьте данные и отправьте их повторно.',
      en: 'The registration number does not match the legal name in the public register. Please check both and submit again.',
    },
  },
  {
    code: 'company-document-unreadable',
    decision: 'returned',
    subjectTypes: ['company'],
    texts: {
      zh: '登记证明文件缺失、不清晰或已过期，请上传清晰、有效的文件。',
      ru: 'Документ о регистрации отсутствует, неразборчив или утратил силу. Загрузите чёткую копию действующего документа.',
      en: 'The registration document is missing, illegible or out of date. Please upload a clear copy of a valid one.',
    },
  },
  {
    code: 'company-names-inconsistent',
    decision: 'returned',
    subjectTypes: ['company'],
    texts: {
      zh: '企业名称的各语种写法不一致，请与登记文件或官方译名保持统一。',
      ru: 'Наименования организации на разных языках расходятся. Приведите их в соответствие с регистрационными документами или официальным переводом.',
      en: 'The names of the organisation differ between languages. Please bring them into line with the registration documents or the official translation.',
    },
  },
  {
    code: 'company-description-incomplete',
    decision: 'returned',
    subjectTypes: ['company'],
    texts: {
      zh: '企业简介过于笼统，请具体说明主要产品、服务能力和典型案例。',
      ru: 'Описание слишком общее. Расскажите подробнее об основных продуктах, компетенциях и выполненных проектах.',
      en: 'The description is too general. Please say what you make, what you can deliver and where you have done it.',
    },
  },
  {
    code: 'company-certificate-expired',
    decision: 'returned',
    subjectTypes: ['company'],
    texts: {
      zh: '所列资质证书已过有效期，请更新证书或将其删除。',
      ru: 'Срок действия указанного сертификата истёк. Замените его действующим или удалите.',
      en: 'A certificate you list has expired. Please replace it with a valid one or remove it.',
    },
  },
  {
    code: 'company-not-in-register',
    decision: 'rejected',
    subjectTypes: ['company'],
    texts: {
      zh: '在登记机关的公示系统中未查询到该企业，或其登记已注销。',
      ru: 'Организация не найдена в государственном реестре, либо её регистрация прекращена.',
      en: 'The organisation was not found in the public register, or its registration has ended.',
    },
  },
  {
    code: 'company-already-registered',
    decision: 'rejected',
    subjectTypes: ['company'],
    texts: {
      zh: '该企业已在本平台注册，请联系其管理员邀请您加入。',
      ru: 'Эта организация уже зарегистрирована на портале. Попросите её администратора пригласить вас.',
      en: 'This organisation is already registered on the portal. Please ask its owner to invite you.',
    },
  },
  {
    code: 'company-outside-region',
    decision: 'rejected',
    subjectTypes: ['company'],
    texts: {
      zh: '本平台仅面向在上海合作组织成员国和伙伴国登记的机构。',
      ru: 'Портал предназначен для организаций, зарегистрированных в государствах — членах и партнёрах ШОС.',
      en: 'The portal is open to organisations registered in SCO member and partner states only.',
    },
  },
  {
    code: 'demand-requirements-unclear',
    decision: 'returned',
    subjectTypes: ['demand'],
    texts: {
      zh: '需求描述不够清晰，请写明所需的产品或服务、规模和交付要求。',
      ru: 'Описание потребности недостаточно конкретно. Укажите, какие продукты или услуги нужны, в каком объёме и на каких условиях поставки.',
      en: 'The demand is not specific enough. Please say which products or services you need, on what scale and how they are to be delivered.',
    },
  },
  {
    code: 'demand-deadline-too-short',
    decision: 'returned',
    subjectTypes: ['demand'],
    texts: {
      zh: '截止日期过近，境外企业难以准备响应材料，请适当延长。',
      ru: 'Срок подачи слишком короткий: зарубежные компании не успеют подготовить предложение. Продлите его.',
      en: 'The deadline leaves firms abroad too little time to prepare an answer. Please extend it.',
    },
  },
  {
    code: 'demand-contacts-in-text',
    decision: 'returned',
    subjectTypes: ['demand'],
    texts: {
      zh: '请将联系方式从正文中移除；合作意向被接受后，平台才会向对方展示联系人。',
      ru: 'Уберите контактные данные из текста: портал покажет их другой стороне только после того, как вы примете её отклик.',
      en: 'Please take the contact details out of the text: the portal shows them to the other side once you accept its expression of interest.',
    },
  },
  {
    code: 'demand-outside-scope',
    decision: 'rejected',
    subjectTypes: ['demand'],
    texts: {
      zh: '该需求不属于数字经济合作领域，平台无法发布。',
      ru: 'Эта потребность не относится к сотрудничеству в сфере цифровой экономики, поэтому портал не может её опубликовать.',
      en: 'This demand lies outside cooperation in the digital economy, so the portal cannot publish it.',
    },
  },
  {
    code: 'demand-is-advertising',
    decision: 'rejected',
    subjectTypes: ['demand'],
    texts: {
      zh: '所提交的内容是产品推介，而非采购或合作需求。请通过企业主页展示产品。',
      ru: 'Это реклама собственных продуктов, а не потребность в закупке или сотрудничестве. Разместите её в профиле компании.',
      en: 'This advertises what you offer; it does not say what you need. Please show your products on your company page.',
    },
  },
];
