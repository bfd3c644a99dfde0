import { crmPaths, type Endpoint } from '../http/endpoint.ts';
import { OBJECT_TYPES } from '../objects/types.ts';
import { associationLabels } from './association-labels.ts';
import { betweenTypes, fromTypes, toTypes } from './association-records.ts';
import { calculatedProperties, customObjectTypes, customProperties, pipelines } from './definitions.ts';
import { records } from './records.ts';

/** The right to the records of any one type is enough for all of these; the right to definitions is not. */
const ANY_RECORDS = [
  'crm.objects.custom.read',
  'crm.objects.custom.write',
  ...new Set(OBJECT_TYPES.flatMap((type) => [...type.readScopes, ...type.writeScopes])),
];
const anyRecords = () => [ANY_RECORDS];
const anyRecordsOrSchemas = () => [['crm.schemas.custom.read', 'crm.schemas.custom.write', ...ANY_RECORDS]];

const get = (rest: string, run: Endpoint['run'], scopes: Endpoint['scopes'] = anyRecords): Endpoint => ({
  method: 'get',
  paths: crmPaths('limits', rest),
  scopes,
  run,
});

export const usageEndpoints: readonly Endpoint[] = [
  get('/custom-object-types', customObjectTypes, anyRecordsOrSchemas),
  get('/custom-properties', customProperties),
  get('/calculated-properties', calculatedProperties),
  get('/pipelines', pipelines),
  get('/records', records),
  get('/associations/labels', associationLabels),
  get('/associations/records/from', fromTypes),
  get('/associations/records/:fromType/to', toTypes),
  get('/associations/records/:fromType/:toType', betweenTypes),
];
