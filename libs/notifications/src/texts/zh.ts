import type { LanguageTexts } from './kind-texts';
import { ZH_ROADSHOWS } from './zh-roadshows';

export const ZH: LanguageTexts = {
  frame: {
    greeting: '{{name}}，您好！',
    greetingUnnamed: '您好！',
    closing: '数桥 · 中国—上海合作组织数字经济合作平台\n本邮件由系统自动发送，请勿直接回复。',
    fit: '匹配度：{{percent}}%',
    open: '响应截止时间：{{until}}',
    openDemand: '查看需求',
    refuse: '不适合我们',
    unsubscribe: '不再接收此类邮件',
  },
  kinds: {
    'account.verification': {
      subject: '请验证您的邮箱',
      body: '感谢您注册数桥。请点击下方链接验证邮箱并设置密码，链接在{{until}}前有效。\n\n如非您本人注册，请忽略本邮件。',
      action: '验证邮箱并设置密码',
    },
    'account.already_registered': {
      subject: '您已拥有数桥账号',
      body: '有人使用此邮箱再次注册数桥，而该邮箱已有账号。如是您本人操作，请直接登录；忘记密码时可在登录页重置。\n\n如非您本人操作，请忽略本邮件，您的账号未受影响。',
      action: '前往登录',
    },
    'account.reset': {
      subject: '重置您的密码',
      body: '我们收到了重置密码的请求。请点击下方链接设置新密码，链接在{{until}}前有效，且只能使用一次。\n\n如非您本人操作，请忽略本邮件，原密码仍然有效。',
      action: '设置新密码',
    },
    'account.locked': {
      subject: '您的账号登录已被锁定',
      body: '有人连续一百次输入了错误的密码或验证码。为保护您的账号，登录功能已锁定，已登录的会话不受影响。请点击下方链接设置新密码并解除锁定，链接在{{until}}前有效，且只能使用一次；过期后可在登录页重新申请。\n\n如非您本人操作，对方并未登录成功，您的数据未受影响。',
      action: '设置新密码',
    },
    'member.invited': {
      subject: '{{inviter}}邀请您加入“{{companyName}}”',
      body: '{{inviter}}邀请您以“{{role}}”身份加入“{{companyName}}”在数桥的企业账户。邀请在{{until}}前有效。',
      action: '接受邀请',
    },
    'staff.invited': {
      subject: '您的数桥工作人员账号已创建',
      body: '管理员已为您创建数桥工作人员账号。请点击下方链接设置密码，链接在{{until}}前有效。',
      action: '设置密码',
    },
    'company.verified': {
      subject: '“{{companyName}}”已通过认证',
      body: '恭喜！“{{companyName}}”已通过认证，企业主页现已公开。您可以发布需求、提交合作意向并预约路演活动。',
      action: '查看企业主页',
    },
    'company.returned': {
      subject: '“{{companyName}}”的认证资料需要修改',
      body: '审核人员已查看“{{companyName}}”的认证资料，有几处需要补充或更正。请根据审核意见修改后重新提交。',
      action: '查看审核意见',
    },
    'company.rejected': {
      subject: '“{{companyName}}”未通过认证',
      body: '很遗憾，“{{companyName}}”未能通过认证。您可以在平台上查看具体原因。',
      action: '查看原因',
    },
    'company.suspended': {
      subject: '“{{companyName}}”的认证已被暂停',
      body: '“{{companyName}}”的认证已被暂停。在恢复之前，企业无法发布需求、提交合作意向或参加路演活动，已有的路演预约均已取消。如有疑问，请与秘书处联系。',
      action: '查看详情',
    },
    'company.reinstated': {
      subject: '“{{companyName}}”的认证已恢复',
      body: '“{{companyName}}”的认证已恢复，各项功能可正常使用。',
      action: '查看企业主页',
    },
    'company.withdrawn': {
      subject: '“{{companyName}}”已退出平台',
      body: '根据企业所有者的决定，“{{companyName}}”已退出平台：企业主页已下线，需求已关闭，合作意向已撤回，路演预约已取消，联系人信息已删除。此操作无法撤销，企业可随时重新注册。',
      action: '查看企业',
    },
    'company.checks_expiring': {
      subject: '“{{companyName}}”的核查结论即将到期',
      body: '“{{companyName}}”的以下核查结论即将到期，最早到期日为{{until}}。\n\n核查项目：{{checks}}\n\n请确认企业资料和文件均为最新。您现在即可申请续期；如未申请，平台将在到期后自动启动。续期期间，企业的认证状态和主页不受影响。',
      action: '申请续期',
    },
    'company.renewal_opened': {
      subject: '“{{companyName}}”的认证正在续期',
      body: '“{{companyName}}”的部分核查结论已到期，秘书处正在重新核查。\n\n核查项目：{{checks}}\n\n您目前无需操作。企业的认证状态保持不变，主页照常公开，并会注明上述项目正在续期。',
      action: '查看企业主页',
    },
    'company.renewal_returned': {
      subject: '“{{companyName}}”的认证续期需要您补充资料',
      body: '“{{companyName}}”的认证续期还需要您补充资料。请根据平台上的审核意见修改，并在{{until}}前重新提交续期申请；逾期认证将被暂停。\n\n核查项目：{{checks}}',
      action: '查看审核意见',
    },
    'company.renewed': {
      subject: '“{{companyName}}”的认证已续期',
      body: '“{{companyName}}”的认证已完成续期。\n\n核查项目：{{checks}}',
      action: '查看企业主页',
    },
    'demand.published': {
      subject: '需求“{{demandTitle}}”已发布',
      body: '您的需求“{{demandTitle}}”已通过审核并发布，响应截止时间为{{until}}。收到合作意向时我们会通知您。',
      action: '查看需求',
    },
    'demand.returned': {
      subject: '需求“{{demandTitle}}”需要修改',
      body: '审核人员已查看需求“{{demandTitle}}”，请根据审核意见修改后重新提交。',
      action: '查看审核意见',
    },
    'demand.rejected': {
      subject: '需求“{{demandTitle}}”未通过审核',
      body: '很遗憾，需求“{{demandTitle}}”未能通过审核。您可以在平台上查看具体原因。',
      action: '查看原因',
    },
    'demand.amendment_refused': {
      subject: '需求“{{demandTitle}}”的变更未通过审核',
      body: '需求“{{demandTitle}}”的变更未通过审核，已发布的版本继续有效。您可以在平台上查看审核意见。',
      action: '查看审核意见',
    },
    'demand.closed': {
      subject: '需求“{{demandTitle}}”已关闭',
      body: '需求“{{demandTitle}}”已关闭，不再接收合作意向。',
      action: '查看需求',
    },
    'demand.taken_down': {
      subject: '需求“{{demandTitle}}”已被下架',
      body: '秘书处已将您的需求“{{demandTitle}}”下架。该需求不再公开，也不再接收合作意向；已提交合作意向的企业仍可查看。具体原因请见平台。',
      action: '查看原因',
    },
    'demand.expired': {
      subject: '需求“{{demandTitle}}”已到期',
      body: '需求“{{demandTitle}}”的响应期限已过，平台已将其关闭。如仍有需要，欢迎重新发布。',
      action: '查看需求',
    },
    'question.asked': {
      subject: '有企业就“{{demandTitle}}”提问',
      body: '有企业就您的需求“{{demandTitle}}”提出了问题。回答将公开显示，提问方保持匿名。',
      action: '查看并回答',
    },
    'question.answered': {
      subject: '您关于“{{demandTitle}}”的提问已有回答',
      body: '需求方已回答您就“{{demandTitle}}”提出的问题。',
      action: '查看回答',
    },
    'eoi.received': {
      subject: '“{{senderName}}”对“{{demandTitle}}”表达了合作意向',
      body: '“{{senderName}}”对您的需求“{{demandTitle}}”提交了合作意向。请在{{until}}前答复，逾期将自动失效。',
      action: '查看合作意向',
    },
    'eoi.answer_due': {
      subject: '“{{senderName}}”对“{{demandTitle}}”的合作意向等待您答复',
      body: '“{{senderName}}”对您的需求“{{demandTitle}}”提交的合作意向尚未答复。请在{{until}}前接受或婉拒，逾期将自动失效。',
      action: '查看并答复',
    },
    'eoi.accepted': {
      subject: '您对“{{demandTitle}}”的合作意向已被接受',
      body: '需求方已接受您对“{{demandTitle}}”的合作意向，双方均同意公开后，即可查看联系方式。',
      action: '查看合作意向',
    },
    'eoi.declined': {
      subject: '您对“{{demandTitle}}”的合作意向未被接受',
      body: '需求方未接受您对“{{demandTitle}}”的合作意向。您可以在平台上查看对方给出的理由。',
      action: '查看详情',
    },
    'eoi.lapsed': {
      subject: '您对“{{demandTitle}}”的合作意向已失效',
      body: '由于期限内未获答复或需求已关闭，您对“{{demandTitle}}”的合作意向已失效。',
      action: '查看详情',
    },
    'eoi.to_reconfirm': {
      subject: '“{{demandTitle}}”有重要变更，请重新确认合作意向',
      body: '需求“{{demandTitle}}”发生了重要变更。请查看变更内容，并在{{until}}前重新确认或撤回您的合作意向。',
      action: '查看变更',
    },
    'eoi.reconfirmed': {
      subject: '“{{senderName}}”已重新确认对“{{demandTitle}}”的合作意向',
      body: '“{{senderName}}”已知悉需求“{{demandTitle}}”的变更，并重新确认了合作意向。',
      action: '查看合作意向',
    },
    'eoi.withdrawn': {
      subject: '“{{senderName}}”撤回了对“{{demandTitle}}”的合作意向',
      body: '“{{senderName}}”撤回了对您的需求“{{demandTitle}}”的合作意向。',
      action: '查看详情',
    },
    ...ZH_ROADSHOWS,
    'match.found': {
      subject: { other: '为“{{companyName}}”找到{{count}}条新匹配' },
      body: { other: '我们为“{{companyName}}”找到了{{count}}条新匹配，每条均附有匹配理由。' },
      action: '查看匹配',
    },
    'saved_search.found': {
      subject: { other: '“{{searchName}}”有{{count}}条新结果' },
      body: {
        other:
          '您保存的搜索“{{searchName}}”有{{count}}条新结果。\n\n{{listings}}\n\n如不想再收到该搜索的提醒，请点击退订：{{unsubscribe}}',
      },
      action: '打开保存的搜索',
    },
    'review.overdue': {
      subject: '审核超期：{{title}}',
      body: '审核单“{{title}}”应于{{until}}前完成，现已超期。',
      action: '处理审核单',
    },
  },
};
