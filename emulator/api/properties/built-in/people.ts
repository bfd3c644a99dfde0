import { builtIns } from '../definition.ts';

const LEAD_STATUS =
  'NEW:New, OPEN:Open, IN_PROGRESS:In Progress, OPEN_DEAL:Open Deal, UNQUALIFIED:Unqualified, ATTEMPTED_TO_CONTACT:Attempted to Contact, CONNECTED:Connected, BAD_TIMING:Bad Timing';
const INDUSTRIES =
  'ACCOUNTING:Accounting, APPAREL_FASHION:Apparel & Fashion, AUTOMOTIVE:Automotive, BANKING:Banking, BIOTECHNOLOGY:Biotechnology, CHEMICALS:Chemicals, COMPUTER_SOFTWARE:Computer Software, CONSTRUCTION:Construction, CONSUMER_GOODS:Consumer Goods, DAIRY:Dairy, EDUCATION_MANAGEMENT:Education Management, FARMING:Farming, FINANCIAL_SERVICES:Financial Services, FOOD_BEVERAGES:Food & Beverages, FOOD_PRODUCTION:Food Production, HOSPITALITY:Hospitality, IMPORT_AND_EXPORT:Import and Export, INFORMATION_TECHNOLOGY_AND_SERVICES:Information Technology and Services, INSURANCE:Insurance, LEISURE_TRAVEL_TOURISM:Leisure Travel & Tourism, LOGISTICS_AND_SUPPLY_CHAIN:Logistics and Supply Chain, MACHINERY:Machinery, MANAGEMENT_CONSULTING:Management Consulting, OIL_ENERGY:Oil & Energy, PHARMACEUTICALS:Pharmaceuticals, REAL_ESTATE:Real Estate, RESTAURANTS:Restaurants, RETAIL:Retail, SUPERMARKETS:Supermarkets, TELECOMMUNICATIONS:Telecommunications, TRANSPORTATION_TRUCKING_RAILROAD:Transportation/Trucking/Railroad, UTILITIES:Utilities, WHOLESALE:Wholesale, WINE_AND_SPIRITS:Wine and Spirits';

export const CONTACT = builtIns(
  'contactinformation',
  `
  email string "Email" unique
  firstname string "First Name"
  lastname string "Last Name"
  phone string "Phone Number"
  mobilephone string "Mobile Phone Number"
  fax string "Fax Number"
  jobtitle string "Job Title"
  company string "Company Name"
  salutation string "Salutation"
  website string "Website URL"
  address string "Street Address"
  city string "City"
  state string "State/Region"
  zip string "Postal Code"
  country string "Country/Region"
  hs_language enumeration "Preferred language" [en:English, de:German, fr:French, es:Spanish, it:Italian, pt:Portuguese, nl:Dutch, sv:Swedish, da:Danish, fi:Finnish, pl:Polish]
  lifecyclestage enumeration "Lifecycle Stage"
  hs_lead_status enumeration "Lead Status" [${LEAD_STATUS}]
  hs_additional_emails string "Additional email addresses"
  hs_calculated_merged_vids string "Merged vids with timestamps" readonly hidden
  hubspot_owner_id enumeration "Contact owner" owner
  notes_last_updated datetime "Last Activity Date" readonly
`,
);

export const COMPANY = builtIns(
  'companyinformation',
  `
  name string "Company name"
  domain string "Company Domain Name"
  website string "Website URL"
  phone string "Phone Number"
  address string "Street Address"
  address2 string "Street Address 2"
  city string "City"
  state string "State/Region"
  zip string "Postal Code"
  country string "Country/Region"
  description string "Description" area
  industry enumeration "Industry" [${INDUSTRIES}]
  type enumeration "Type" [PROSPECT:Prospect, PARTNER:Partner, RESELLER:Reseller, VENDOR:Vendor, OTHER:Other]
  numberofemployees number "Number of Employees"
  annualrevenue number "Annual Revenue"
  timezone string "Time Zone"
  founded_year string "Year Founded"
  about_us string "About Us" area
  linkedin_company_page string "LinkedIn Company Page"
  lifecyclestage enumeration "Lifecycle Stage"
  hs_lead_status enumeration "Lead Status" [${LEAD_STATUS}]
  hubspot_owner_id enumeration "Company owner" owner
  hs_parent_company_id number "Parent Company" readonly
  notes_last_updated datetime "Last Activity Date" readonly
`,
);

export const NOTE = builtIns(
  'engagement',
  `
  hs_note_body string "Body" area
  hs_timestamp datetime "Activity date"
  hubspot_owner_id enumeration "Activity assigned to" owner
`,
);

export const TASK = builtIns(
  'engagement',
  `
  hs_task_subject string "Task Title"
  hs_task_body string "Task Notes" area
  hs_timestamp datetime "Due date"
  hs_task_status enumeration "Task Status" [NOT_STARTED:Not started, IN_PROGRESS:In progress, WAITING:Waiting, DEFERRED:Deferred, COMPLETED:Completed]
  hs_task_priority enumeration "Priority" [NONE:None, LOW:Low, MEDIUM:Medium, HIGH:High]
  hs_task_type enumeration "Task Type" [TODO:To-do, CALL:Call, EMAIL:Email]
  hubspot_owner_id enumeration "Activity assigned to" owner
`,
);
