import { builtIns, type Property } from '../definition.ts';

/** What HubSpot gives to every custom object, besides the id and the two dates. */
export const ofCustomObject = (groupName: string): Property[] =>
  builtIns(
    groupName,
    `
  hs_all_accessible_team_ids enumeration "All teams" readonly checks
  hs_all_assigned_business_unit_ids enumeration "Business units" checks
  hs_all_owner_ids enumeration "All owner IDs" readonly checks
  hs_all_team_ids enumeration "All team IDs" readonly checks
  hs_created_by_user_id number "Created by user ID" readonly
  hs_merged_object_ids enumeration "Merged record IDs" readonly checks
  hs_object_source string "Record creation source" readonly
  hs_object_source_detail_1 string "Record source detail 1" readonly
  hs_object_source_detail_2 string "Record source detail 2" readonly
  hs_object_source_detail_3 string "Record source detail 3" readonly
  hs_object_source_id string "Record creation source ID" readonly
  hs_object_source_label enumeration "Record source" readonly
  hs_object_source_user_id number "Record creation source user ID" readonly
  hs_owning_teams enumeration "Owning Teams" checks
  hs_pinned_engagement_id number "Pinned Engagement ID"
  hs_read_only bool "Read only object" readonly
  hs_shared_team_ids enumeration "Shared teams" checks
  hs_shared_user_ids enumeration "Shared users" checks
  hs_unique_creation_key string "Unique creation key" readonly unique
  hs_updated_by_user_id number "Updated by user ID" readonly
  hs_user_ids_of_all_notification_followers enumeration "User IDs of all notification followers" readonly checks
  hs_user_ids_of_all_notification_unfollowers enumeration "User IDs of all notification unfollowers" readonly checks
  hs_user_ids_of_all_owners enumeration "User IDs of all owners" readonly checks
  hs_was_imported bool "Performed in an import" readonly
  hubspot_owner_assigneddate datetime "Owner assigned date" readonly
  hubspot_owner_id enumeration "Owner" owner
  hubspot_team_id string "Owner's main team" readonly
`,
  );

/** Two more, from the first pipeline of the object on; they stay when the pipeline goes. */
export const ofPipelines = (groupName: string): Property[] =>
  builtIns(
    groupName,
    `
  hs_pipeline enumeration "Pipeline"
  hs_pipeline_stage enumeration "Pipeline stage"
`,
  );
