/** Words for confirming and disputing a milestone report, on 今天 and on its own page. */

export const milestoneAnswerWords = {
  dispute: '有异议',
  confirmQuestion: (project: string, rung: string) => `确认${project}已${rung}？`,
  confirmText: (day: string) => `发生日期 ${day}。确认后计入年度计划，署您的名字。`,
  disputeSheet: { title: '哪里不对', hint: '写给上报的人看，要重新上报才能解决', placeholder: '例如：设备还在调试，没有投产', submit: '提交异议' },
  photosPending: '照片还没到齐，到齐后才能确认',
  answered: { confirm: '您已确认', dispute: '您已提出异议' },
};
