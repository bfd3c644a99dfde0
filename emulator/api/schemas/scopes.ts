export const reading = () => [
  ['crm.schemas.custom.read', 'crm.objects.custom.read', 'crm.schemas.custom.write', 'crm.objects.custom.write'],
];
export const writing = () => [['crm.schemas.custom.write']];
