export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  api: {
    Tables: {
      [_ in never]: never
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      act_on_hazard: {
        Args: {
          p_body: string
          p_hazard_id: string
          p_kind: string
          p_operation: string
        }
        Returns: Json
      }
      act_on_order: {
        Args: {
          p_body: string
          p_kind: string
          p_operation: string
          p_order_id: string
        }
        Returns: Json
      }
      answer_item_record: {
        Args: {
          p_body: string
          p_kind: string
          p_operation: string
          p_record_id: string
        }
        Returns: Json
      }
      answer_milestone: {
        Args: {
          p_answer: string
          p_body: string
          p_milestone_id: string
          p_operation: string
        }
        Returns: Json
      }
      answer_notices: { Args: { p_answers: Json; p_id: string }; Returns: Json }
      assign_items: {
        Args: { p_id: string; p_item_ids: string[]; p_owner_id: string }
        Returns: undefined
      }
      assign_projects: {
        Args: { p_id: string; p_inspector_id: string; p_project_ids: string[] }
        Returns: undefined
      }
      audit_orphans: {
        Args: { p_count: number; p_park_id: string; p_submission_id: string }
        Returns: undefined
      }
      audit_refusal: {
        Args: {
          p_code: string
          p_operation: string
          p_outcome: string
          p_request_id: string
          p_session_id?: string
          p_target_id?: string
        }
        Returns: undefined
      }
      bootstrap_invite: {
        Args: {
          p_code_hash: string
          p_expires_at: string
          p_name: string
          p_park_name: string
          p_park_slug: string
        }
        Returns: Json
      }
      change_checklist: {
        Args: {
          p_body: string
          p_id: string
          p_kind: string
          p_operation: string
        }
        Returns: Json
      }
      change_staff: {
        Args: {
          p_enterprise_id?: string
          p_kind: string
          p_operation: string
          p_role?: string
          p_staff_id?: string
        }
        Returns: undefined
      }
      claim_delivery: { Args: { p_urgent?: boolean }; Returns: Json }
      claim_session: {
        Args: {
          p_code_hash: string
          p_device_name: string
          p_refresh_expires_at: string
          p_refresh_hash: string
          p_request_id: string
        }
        Returns: Json
      }
      count_notices: { Args: Record<PropertyKey, never>; Returns: number }
      count_sign_in_failures: {
        Args: { p_add: number; p_key_hash: string }
        Returns: number
      }
      create_checklist: { Args: { p_body: string }; Returns: Json }
      create_invite: {
        Args: { p_code_hash: string; p_expires_at: string; p_invite: Json }
        Returns: Json
      }
      create_project: { Args: { p_body: string }; Returns: Json }
      find_digest: { Args: { p_head: string }; Returns: Json }
      find_photo: { Args: { p_code: string }; Returns: Json }
      freeze_digest: {
        Args: { p_on: string; p_park_id: string }
        Returns: Json
      }
      give_up_photo: {
        Args: { p_reason: string; p_sha256: string; p_submission_id: string }
        Returns: Json
      }
      import_plan: { Args: { p_body: string }; Returns: Json }
      import_submission: {
        Args: {
          p_body: string
          p_kind: string
          p_milestone_id?: string
          p_owner_id: string
        }
        Returns: Json
      }
      keep_export: {
        Args: {
          p_bytes: number
          p_digest_id?: string
          p_from: string
          p_id: string
          p_kind: string
          p_row_count?: number
          p_sha256: string
          p_to: string
        }
        Returns: Json
      }
      keep_wechat_token: {
        Args: { p_appid: string; p_seconds?: number; p_token?: string }
        Returns: undefined
      }
      list_all_checklists: { Args: Record<PropertyKey, never>; Returns: Json }
      list_audit: {
        Args: { p_before?: number; p_limit: number }
        Returns: Json
      }
      list_checklists: { Args: Record<PropertyKey, never>; Returns: Json }
      list_enterprises: { Args: Record<PropertyKey, never>; Returns: Json }
      list_exports: {
        Args: { p_before?: number; p_limit: number }
        Returns: Json
      }
      list_hazards: {
        Args: {
          p_before?: string
          p_limit: number
          p_project_id?: string
          p_state?: string
          p_today: string
        }
        Returns: Json
      }
      list_invites: { Args: Record<PropertyKey, never>; Returns: Json }
      list_misfits: { Args: Record<PropertyKey, never>; Returns: Json }
      list_notices: {
        Args: { p_before?: number; p_limit: number }
        Returns: Json
      }
      list_orders: {
        Args: {
          p_before?: string
          p_limit: number
          p_state?: string
          p_today: string
        }
        Returns: Json
      }
      list_parks: { Args: Record<PropertyKey, never>; Returns: Json }
      list_plans: { Args: Record<PropertyKey, never>; Returns: Json }
      list_projects: { Args: { p_today: string }; Returns: Json }
      list_readings: { Args: { p_month: string }; Returns: Json }
      list_reports: {
        Args: {
          p_before?: number
          p_kind?: string
          p_limit: number
          p_mine: boolean
          p_project_id?: string
        }
        Returns: Json
      }
      list_staff: { Args: Record<PropertyKey, never>; Returns: Json }
      mark_photos_checked: { Args: { p_found: Json }; Returns: undefined }
      mark_photos_stored: {
        Args: { p_sha256s: string[]; p_submission_id: string }
        Returns: Json
      }
      me: { Args: Record<PropertyKey, never>; Returns: Json }
      move_job_cursor: {
        Args: { p_job: string; p_place: Json }
        Returns: undefined
      }
      my_data: { Args: Record<PropertyKey, never>; Returns: Json }
      open_export: {
        Args: {
          p_columns: string[]
          p_from: string
          p_id: string
          p_kind: string
          p_to: string
        }
        Returns: Json
      }
      photo_manifest: { Args: { p_submission_id: string }; Returns: Json }
      photos_to_check: { Args: { p_limit: number }; Returns: Json }
      prepare_order: { Args: { p_about: Json }; Returns: Json }
      publish_checklist: {
        Args: { p_body: string; p_id: string }
        Returns: Json
      }
      read_checklist: { Args: { p_id: string }; Returns: Json }
      read_checklist_base: {
        Args: { p_id: string; p_revision: number }
        Returns: Json
      }
      read_checklist_version: {
        Args: { p_id: string; p_version: number }
        Returns: Json
      }
      read_digest: { Args: { p_live: boolean; p_on: string }; Returns: Json }
      read_export: { Args: { p_code: string }; Returns: Json }
      read_hazard: { Args: { p_id: string }; Returns: Json }
      read_job_cursor: { Args: { p_job: string }; Returns: Json }
      read_ledger: {
        Args: {
          p_after?: string[]
          p_from: string
          p_limit: number
          p_sheet: string
          p_to: string
        }
        Returns: Json
      }
      read_notice_settings: { Args: Record<PropertyKey, never>; Returns: Json }
      read_notices: {
        Args: { p_only?: number; p_up_to?: number }
        Returns: number
      }
      read_order: { Args: { p_id: string }; Returns: Json }
      read_park_proof: {
        Args: { p_after: string[]; p_park_id: string; p_step: string }
        Returns: Json
      }
      read_plan: { Args: { p_year?: number }; Returns: Json }
      read_plan_before: {
        Args: { p_projects: Json; p_year: number }
        Returns: Json
      }
      read_plan_file: { Args: { p_year?: number }; Returns: Json }
      read_plan_item: { Args: { p_id: string }; Returns: Json }
      read_project: { Args: { p_id: string; p_today: string }; Returns: Json }
      read_proof: { Args: { p_after: string[]; p_step: string }; Returns: Json }
      read_report: { Args: { p_id: string }; Returns: Json }
      read_today: { Args: { p_today: string }; Returns: Json }
      record_project_fact: {
        Args: { p_body: string; p_project_id: string }
        Returns: Json
      }
      refresh_session: {
        Args: {
          p_new_expires_at: string
          p_new_hash: string
          p_token_hash: string
        }
        Returns: Json
      }
      remind_park: {
        Args: { p_on: string; p_park_id: string }
        Returns: undefined
      }
      revoke_invite: { Args: { p_id: string }; Returns: undefined }
      save_checklist: { Args: { p_body: string; p_id: string }; Returns: Json }
      settle_delivery: {
        Args: {
          p_claim: string
          p_code?: number
          p_delay_seconds?: number
          p_id: number
          p_outcome: string
        }
        Returns: undefined
      }
      store_digest_content: {
        Args: { p_content: Json; p_id: string }
        Returns: Json
      }
      submit: {
        Args: {
          p_body: string
          p_kind: string
          p_milestone_id?: string
          p_phone_ahead_ms?: number
        }
        Returns: Json
      }
      unnamed_photos: { Args: { p_objects: Json }; Returns: Json }
      wechat_session: {
        Args: {
          p_code_hash?: string
          p_device_name: string
          p_openid: string
          p_refresh_expires_at: string
          p_refresh_hash: string
          p_request_id: string
        }
        Returns: Json
      }
      wechat_token: {
        Args: { p_appid: string; p_refused?: string }
        Returns: Json
      }
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
  public: {
    Tables: {
      audit: {
        Row: {
          at: string
          code: string | null
          id: number
          operation: string
          outcome: string
          park_id: string | null
          request_id: string | null
          session_id: string | null
          staff_id: string | null
          target_id: string | null
        }
        Insert: {
          at?: string
          code?: string | null
          id?: never
          operation: string
          outcome: string
          park_id?: string | null
          request_id?: string | null
          session_id?: string | null
          staff_id?: string | null
          target_id?: string | null
        }
        Update: {
          at?: string
          code?: string | null
          id?: never
          operation?: string
          outcome?: string
          park_id?: string | null
          request_id?: string | null
          session_id?: string | null
          staff_id?: string | null
          target_id?: string | null
        }
        Relationships: []
      }
      changes: {
        Row: {
          after_value: number | null
          answer_id: string | null
          before_value: number | null
          cause_id: string | null
          digest_id: string | null
          hazard_id: string | null
          id: number
          import_id: string | null
          kind: string
          made_at: string
          milestone_id: string | null
          order_id: string | null
          park_id: string
          plan_item_id: string | null
          project_id: string | null
          submission_id: string | null
        }
        Insert: {
          after_value?: number | null
          answer_id?: string | null
          before_value?: number | null
          cause_id?: string | null
          digest_id?: string | null
          hazard_id?: string | null
          id?: never
          import_id?: string | null
          kind: string
          made_at?: string
          milestone_id?: string | null
          order_id?: string | null
          park_id: string
          plan_item_id?: string | null
          project_id?: string | null
          submission_id?: string | null
        }
        Update: {
          after_value?: number | null
          answer_id?: string | null
          before_value?: number | null
          cause_id?: string | null
          digest_id?: string | null
          hazard_id?: string | null
          id?: never
          import_id?: string | null
          kind?: string
          made_at?: string
          milestone_id?: string | null
          order_id?: string | null
          park_id?: string
          plan_item_id?: string | null
          project_id?: string | null
          submission_id?: string | null
        }
        Relationships: []
      }
      checklist_drafts: {
        Row: {
          body_sha256: string
          checklist_id: string
          id: string
          items: NonNullable<Json>
          name: string
          park_id: string
          project_categories: string[]
          revision: number
          saved_at: string
          saved_by: string
        }
        Insert: {
          body_sha256: string
          checklist_id: string
          id: string
          items: NonNullable<Json>
          name: string
          park_id: string
          project_categories: string[]
          revision: number
          saved_at: string
          saved_by: string
        }
        Update: {
          body_sha256?: string
          checklist_id?: string
          id?: string
          items?: NonNullable<Json>
          name?: string
          park_id?: string
          project_categories?: string[]
          revision?: number
          saved_at?: string
          saved_by?: string
        }
        Relationships: [
          {
            foreignKeyName: "checklist_drafts_checklist_id_fkey"
            columns: ["checklist_id"]
            referencedRelation: "checklists"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "checklist_drafts_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "checklist_drafts_saved_by_fkey"
            columns: ["saved_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      checklist_events: {
        Row: {
          acted_at: string
          acted_by: string
          checklist_id: string
          id: string
          kind: string
          park_id: string
          seq: number
        }
        Insert: {
          acted_at: string
          acted_by: string
          checklist_id: string
          id: string
          kind: string
          park_id: string
          seq?: never
        }
        Update: {
          acted_at?: string
          acted_by?: string
          checklist_id?: string
          id?: string
          kind?: string
          park_id?: string
          seq?: never
        }
        Relationships: [
          {
            foreignKeyName: "checklist_events_acted_by_fkey"
            columns: ["acted_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "checklist_events_checklist_id_fkey"
            columns: ["checklist_id"]
            referencedRelation: "checklists"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "checklist_events_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      checklist_versions: {
        Row: {
          checklist_id: string
          draft_id: string | null
          id: string
          items: NonNullable<Json>
          name: string
          park_id: string
          project_categories: string[]
          published_at: string
          published_by: string | null
          version: number
        }
        Insert: {
          checklist_id: string
          draft_id?: string | null
          id?: string
          items: NonNullable<Json>
          name: string
          park_id: string
          project_categories: string[]
          published_at?: string
          published_by?: string | null
          version: number
        }
        Update: {
          checklist_id?: string
          draft_id?: string | null
          id?: string
          items?: NonNullable<Json>
          name?: string
          park_id?: string
          project_categories?: string[]
          published_at?: string
          published_by?: string | null
          version?: number
        }
        Relationships: [
          {
            foreignKeyName: "checklist_versions_checklist_id_fkey"
            columns: ["checklist_id"]
            referencedRelation: "checklists"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "checklist_versions_draft_fkey"
            columns: ["draft_id"]
            referencedRelation: "checklist_drafts"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "checklist_versions_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "checklist_versions_published_by_fkey"
            columns: ["published_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      checklists: {
        Row: {
          id: string
          key: string
          name: string
          park_id: string
          project_categories: string[]
        }
        Insert: {
          id?: string
          key: string
          name: string
          park_id: string
          project_categories?: string[]
        }
        Update: {
          id?: string
          key?: string
          name?: string
          park_id?: string
          project_categories?: string[]
        }
        Relationships: [
          {
            foreignKeyName: "checklists_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      digests: {
        Row: {
          content: Json | null
          digest_on: string
          facts: NonNullable<Json>
          frozen_at: string
          head: string
          id: string
          number: number
          park_id: string
          previous_head: string | null
          records: string | null
        }
        Insert: {
          content?: Json | null
          digest_on: string
          facts: NonNullable<Json>
          frozen_at: string
          head: string
          id?: string
          number: number
          park_id: string
          previous_head?: string | null
          records?: string | null
        }
        Update: {
          content?: Json | null
          digest_on?: string
          facts?: NonNullable<Json>
          frozen_at?: string
          head?: string
          id?: string
          number?: number
          park_id?: string
          previous_head?: string | null
          records?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "digests_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      enterprises: {
        Row: {
          created_at: string
          id: string
          name: string
          park_id: string
        }
        Insert: {
          created_at?: string
          id?: string
          name: string
          park_id: string
        }
        Update: {
          created_at?: string
          id?: string
          name?: string
          park_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "enterprises_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      exports: {
        Row: {
          bytes: number
          code: string
          digest_id: string | null
          from_on: string
          id: string
          kind: string
          made_at: string
          made_by: string
          park_id: string
          row_count: number | null
          seq: number
          sha256: string
          to_on: string
        }
        Insert: {
          bytes: number
          code: string
          digest_id?: string | null
          from_on: string
          id: string
          kind: string
          made_at: string
          made_by: string
          park_id: string
          row_count?: number | null
          seq?: never
          sha256: string
          to_on: string
        }
        Update: {
          bytes?: number
          code?: string
          digest_id?: string | null
          from_on?: string
          id?: string
          kind?: string
          made_at?: string
          made_by?: string
          park_id?: string
          row_count?: number | null
          seq?: never
          sha256?: string
          to_on?: string
        }
        Relationships: [
          {
            foreignKeyName: "exports_digest_id_fkey"
            columns: ["digest_id"]
            referencedRelation: "digests"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "exports_made_by_fkey"
            columns: ["made_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "exports_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      hazard_actions: {
        Row: {
          acted_at: string
          acted_by: string
          answers_id: string | null
          body: string | null
          body_sha256: string | null
          due_on: string | null
          hazard_id: string
          id: string
          kind: string
          note: string | null
          park_id: string
          project_id: string
          responsible_id: string | null
          submission_id: string | null
        }
        Insert: {
          acted_at: string
          acted_by: string
          answers_id?: string | null
          body?: string | null
          body_sha256?: string | null
          due_on?: string | null
          hazard_id: string
          id?: string
          kind: string
          note?: string | null
          park_id: string
          project_id: string
          responsible_id?: string | null
          submission_id?: string | null
        }
        Update: {
          acted_at?: string
          acted_by?: string
          answers_id?: string | null
          body?: string | null
          body_sha256?: string | null
          due_on?: string | null
          hazard_id?: string
          id?: string
          kind?: string
          note?: string | null
          park_id?: string
          project_id?: string
          responsible_id?: string | null
          submission_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "hazard_actions_acted_by_fkey"
            columns: ["acted_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazard_actions_answers_id_fkey"
            columns: ["answers_id"]
            referencedRelation: "hazard_actions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazard_actions_hazard_id_fkey"
            columns: ["hazard_id"]
            referencedRelation: "hazards"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazard_actions_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazard_actions_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazard_actions_responsible_id_fkey"
            columns: ["responsible_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazard_actions_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      hazards: {
        Row: {
          checklist_id: string | null
          closed_at: string | null
          detail: string | null
          extension_request_id: string | null
          id: string
          item_key: string | null
          major_criterion: string | null
          notified_at: string | null
          opened_at: string
          opened_by: string
          park_id: string
          project_id: string
          rectification_due_on: string
          rectification_id: string | null
          repeat_of: string | null
          responsible_id: string | null
          seq: number
          severity: string
          status: string
          submission_id: string
          title: string
        }
        Insert: {
          checklist_id?: string | null
          closed_at?: string | null
          detail?: string | null
          extension_request_id?: string | null
          id?: string
          item_key?: string | null
          major_criterion?: string | null
          notified_at?: string | null
          opened_at: string
          opened_by: string
          park_id: string
          project_id: string
          rectification_due_on: string
          rectification_id?: string | null
          repeat_of?: string | null
          responsible_id?: string | null
          seq?: never
          severity: string
          status?: string
          submission_id: string
          title: string
        }
        Update: {
          checklist_id?: string | null
          closed_at?: string | null
          detail?: string | null
          extension_request_id?: string | null
          id?: string
          item_key?: string | null
          major_criterion?: string | null
          notified_at?: string | null
          opened_at?: string
          opened_by?: string
          park_id?: string
          project_id?: string
          rectification_due_on?: string
          rectification_id?: string | null
          repeat_of?: string | null
          responsible_id?: string | null
          seq?: never
          severity?: string
          status?: string
          submission_id?: string
          title?: string
        }
        Relationships: [
          {
            foreignKeyName: "hazards_checklist_id_fkey"
            columns: ["checklist_id"]
            referencedRelation: "checklists"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazards_extension_request_id_fkey"
            columns: ["extension_request_id"]
            referencedRelation: "hazard_actions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazards_opened_by_fkey"
            columns: ["opened_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazards_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazards_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazards_rectification_id_fkey"
            columns: ["rectification_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazards_repeat_of_fkey"
            columns: ["repeat_of"]
            referencedRelation: "hazards"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazards_responsible_id_fkey"
            columns: ["responsible_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "hazards_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      invites: {
        Row: {
          claimed_at: string | null
          claimed_by: string | null
          code_hash: string
          created_at: string
          created_by: string | null
          enterprise_id: string | null
          expires_at: string
          id: string
          is_standing: boolean
          name: string
          park_id: string
          phone: string | null
          revoked_at: string | null
          role: string
          staff_id: string | null
        }
        Insert: {
          claimed_at?: string | null
          claimed_by?: string | null
          code_hash: string
          created_at?: string
          created_by?: string | null
          enterprise_id?: string | null
          expires_at: string
          id?: string
          is_standing?: boolean
          name: string
          park_id: string
          phone?: string | null
          revoked_at?: string | null
          role: string
          staff_id?: string | null
        }
        Update: {
          claimed_at?: string | null
          claimed_by?: string | null
          code_hash?: string
          created_at?: string
          created_by?: string | null
          enterprise_id?: string | null
          expires_at?: string
          id?: string
          is_standing?: boolean
          name?: string
          park_id?: string
          phone?: string | null
          revoked_at?: string | null
          role?: string
          staff_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "invites_claimed_by_fkey"
            columns: ["claimed_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invites_created_by_fkey"
            columns: ["created_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invites_enterprise_id_fkey"
            columns: ["enterprise_id"]
            referencedRelation: "enterprises"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invites_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "invites_staff_id_fkey"
            columns: ["staff_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      item_answers: {
        Row: {
          answer: string
          answered_at: string
          answered_by: string
          body: string
          body_sha256: string
          id: string
          item_id: string
          park_id: string
          reason: string | null
          record_id: string
        }
        Insert: {
          answer: string
          answered_at: string
          answered_by: string
          body: string
          body_sha256: string
          id: string
          item_id: string
          park_id: string
          reason?: string | null
          record_id: string
        }
        Update: {
          answer?: string
          answered_at?: string
          answered_by?: string
          body?: string
          body_sha256?: string
          id?: string
          item_id?: string
          park_id?: string
          reason?: string | null
          record_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "item_answers_answered_by_fkey"
            columns: ["answered_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_answers_item_id_fkey"
            columns: ["item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_answers_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_answers_record_id_fkey"
            columns: ["record_id"]
            referencedRelation: "item_records"
            referencedColumns: ["submission_id"]
          },
        ]
      }
      item_assignments: {
        Row: {
          assigned_at: string
          assigned_by: string
          id: string
          item_id: string
          owner_id: string | null
          park_id: string
        }
        Insert: {
          assigned_at?: string
          assigned_by: string
          id: string
          item_id: string
          owner_id?: string | null
          park_id: string
        }
        Update: {
          assigned_at?: string
          assigned_by?: string
          id?: string
          item_id?: string
          owner_id?: string | null
          park_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "item_assignments_assigned_by_fkey"
            columns: ["assigned_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_assignments_item_id_fkey"
            columns: ["item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_assignments_owner_id_fkey"
            columns: ["owner_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_assignments_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      item_evidence: {
        Row: {
          amount: number
          id: number
          item_id: string
          milestone_id: string | null
          park_id: string
          record_id: string | null
          source_item_id: string | null
        }
        Insert: {
          amount: number
          id?: never
          item_id: string
          milestone_id?: string | null
          park_id: string
          record_id?: string | null
          source_item_id?: string | null
        }
        Update: {
          amount?: number
          id?: never
          item_id?: string
          milestone_id?: string | null
          park_id?: string
          record_id?: string | null
          source_item_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "item_evidence_item_id_fkey"
            columns: ["item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_evidence_milestone_id_fkey"
            columns: ["milestone_id"]
            referencedRelation: "milestones"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_evidence_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_evidence_record_id_fkey"
            columns: ["record_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_evidence_source_item_id_fkey"
            columns: ["source_item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
        ]
      }
      item_records: {
        Row: {
          awaits_review: boolean
          denominator: number | null
          is_live: boolean
          item_id: string
          kind: string
          month: string | null
          numerator: number | null
          occurred_on: string | null
          park_id: string
          project_id: string | null
          reported_at: string
          reported_by: string
          seq: number
          submission_id: string
          title: string | null
          value: number | null
        }
        Insert: {
          awaits_review: boolean
          denominator?: number | null
          is_live?: boolean
          item_id: string
          kind: string
          month?: string | null
          numerator?: number | null
          occurred_on?: string | null
          park_id: string
          project_id?: string | null
          reported_at: string
          reported_by: string
          seq: number
          submission_id: string
          title?: string | null
          value?: number | null
        }
        Update: {
          awaits_review?: boolean
          denominator?: number | null
          is_live?: boolean
          item_id?: string
          kind?: string
          month?: string | null
          numerator?: number | null
          occurred_on?: string | null
          park_id?: string
          project_id?: string | null
          reported_at?: string
          reported_by?: string
          seq?: number
          submission_id?: string
          title?: string | null
          value?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "item_records_item_id_fkey"
            columns: ["item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_records_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_records_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_records_reported_by_fkey"
            columns: ["reported_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_records_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      item_values: {
        Row: {
          changed_at: string | null
          is_met: boolean
          item_id: string
          park_id: string
          value: number | null
        }
        Insert: {
          changed_at?: string | null
          is_met?: boolean
          item_id: string
          park_id: string
          value?: number | null
        }
        Update: {
          changed_at?: string | null
          is_met?: boolean
          item_id?: string
          park_id?: string
          value?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "item_values_item_id_fkey"
            columns: ["item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "item_values_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      job_cursors: {
        Row: {
          job: string
          moved_at: string
          place: NonNullable<Json>
        }
        Insert: {
          job: string
          moved_at?: string
          place: NonNullable<Json>
        }
        Update: {
          job?: string
          moved_at?: string
          place?: NonNullable<Json>
        }
        Relationships: []
      }
      milestone_answers: {
        Row: {
          answer: string
          answered_at: string
          answered_by: string
          body: string
          body_sha256: string
          id: string
          milestone_id: string
          on_behalf: boolean
          park_id: string
          project_id: string
          reason: string | null
          report_id: string
        }
        Insert: {
          answer: string
          answered_at: string
          answered_by: string
          body: string
          body_sha256: string
          id: string
          milestone_id: string
          on_behalf?: boolean
          park_id: string
          project_id: string
          reason?: string | null
          report_id: string
        }
        Update: {
          answer?: string
          answered_at?: string
          answered_by?: string
          body?: string
          body_sha256?: string
          id?: string
          milestone_id?: string
          on_behalf?: boolean
          park_id?: string
          project_id?: string
          reason?: string | null
          report_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "milestone_answers_answered_by_fkey"
            columns: ["answered_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestone_answers_milestone_id_fkey"
            columns: ["milestone_id"]
            referencedRelation: "milestones"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestone_answers_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestone_answers_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestone_answers_report_id_fkey"
            columns: ["report_id"]
            referencedRelation: "milestone_reports"
            referencedColumns: ["submission_id"]
          },
        ]
      }
      milestone_reports: {
        Row: {
          agreed_investment_yuan: number | null
          is_live: boolean
          milestone_id: string
          occurred_on: string
          park_id: string
          project_id: string
          reported_at: string
          reported_by: string
          seq: number
          side: string
          skipped_rungs: string[]
          submission_id: string
        }
        Insert: {
          agreed_investment_yuan?: number | null
          is_live?: boolean
          milestone_id: string
          occurred_on: string
          park_id: string
          project_id: string
          reported_at: string
          reported_by: string
          seq: number
          side: string
          skipped_rungs?: string[]
          submission_id: string
        }
        Update: {
          agreed_investment_yuan?: number | null
          is_live?: boolean
          milestone_id?: string
          occurred_on?: string
          park_id?: string
          project_id?: string
          reported_at?: string
          reported_by?: string
          seq?: number
          side?: string
          skipped_rungs?: string[]
          submission_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "milestone_reports_milestone_id_fkey"
            columns: ["milestone_id"]
            referencedRelation: "milestones"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestone_reports_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestone_reports_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestone_reports_reported_by_fkey"
            columns: ["reported_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestone_reports_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      milestones: {
        Row: {
          agreed_investment_yuan: number | null
          confirmed_at: string | null
          id: string
          occurred_on: string | null
          park_id: string
          planned_on: string | null
          project_id: string
          report_id: string | null
          rung: string
          rung_order: number
          status: string
        }
        Insert: {
          agreed_investment_yuan?: number | null
          confirmed_at?: string | null
          id?: string
          occurred_on?: string | null
          park_id: string
          planned_on?: string | null
          project_id: string
          report_id?: string | null
          rung: string
          rung_order: number
          status?: string
        }
        Update: {
          agreed_investment_yuan?: number | null
          confirmed_at?: string | null
          id?: string
          occurred_on?: string | null
          park_id?: string
          planned_on?: string | null
          project_id?: string
          report_id?: string | null
          rung?: string
          rung_order?: number
          status?: string
        }
        Relationships: [
          {
            foreignKeyName: "milestones_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestones_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "milestones_report_id_fkey"
            columns: ["report_id"]
            referencedRelation: "milestone_reports"
            referencedColumns: ["submission_id"]
          },
        ]
      }
      notice_answers: {
        Row: {
          answer: string
          answered_at: string
          id: string
          park_id: string
          staff_id: string
          template: string
        }
        Insert: {
          answer: string
          answered_at?: string
          id: string
          park_id: string
          staff_id: string
          template: string
        }
        Update: {
          answer?: string
          answered_at?: string
          id?: string
          park_id?: string
          staff_id?: string
          template?: string
        }
        Relationships: [
          {
            foreignKeyName: "notice_answers_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "notice_answers_staff_id_fkey"
            columns: ["staff_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      notice_credits: {
        Row: {
          credits: number
          is_wanted: boolean
          park_id: string
          staff_id: string
          template: string
        }
        Insert: {
          credits?: number
          is_wanted: boolean
          park_id: string
          staff_id: string
          template: string
        }
        Update: {
          credits?: number
          is_wanted?: boolean
          park_id?: string
          staff_id?: string
          template?: string
        }
        Relationships: [
          {
            foreignKeyName: "notice_credits_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "notice_credits_staff_id_fkey"
            columns: ["staff_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      notice_deliveries: {
        Row: {
          attempts: number
          claim: string | null
          error_code: number | null
          is_urgent: boolean
          lease_until: string | null
          next_at: string
          notice_id: number
          park_id: string
          skipped_for: string | null
          staff_id: string
          state: string
          template: string
        }
        Insert: {
          attempts?: number
          claim?: string | null
          error_code?: number | null
          is_urgent: boolean
          lease_until?: string | null
          next_at?: string
          notice_id: number
          park_id: string
          skipped_for?: string | null
          staff_id: string
          state?: string
          template: string
        }
        Update: {
          attempts?: number
          claim?: string | null
          error_code?: number | null
          is_urgent?: boolean
          lease_until?: string | null
          next_at?: string
          notice_id?: number
          park_id?: string
          skipped_for?: string | null
          staff_id?: string
          state?: string
          template?: string
        }
        Relationships: [
          {
            foreignKeyName: "notice_deliveries_notice_id_fkey"
            columns: ["notice_id"]
            referencedRelation: "notices"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "notice_deliveries_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "notice_deliveries_staff_id_fkey"
            columns: ["staff_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      notices: {
        Row: {
          about_id: string
          about_kind: string
          facts: NonNullable<Json>
          id: number
          key: string
          kind: string
          made_at: string
          park_id: string
          project_id: string | null
          read_at: string | null
          staff_id: string
        }
        Insert: {
          about_id: string
          about_kind: string
          facts: NonNullable<Json>
          id?: never
          key: string
          kind: string
          made_at?: string
          park_id: string
          project_id?: string | null
          read_at?: string | null
          staff_id: string
        }
        Update: {
          about_id?: string
          about_kind?: string
          facts?: NonNullable<Json>
          id?: never
          key?: string
          kind?: string
          made_at?: string
          park_id?: string
          project_id?: string | null
          read_at?: string | null
          staff_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "notices_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "notices_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "notices_staff_id_fkey"
            columns: ["staff_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      order_actions: {
        Row: {
          acted_at: string
          acted_by: string
          body: string | null
          body_sha256: string | null
          due_on: string | null
          id: string
          kind: string
          order_id: string
          park_id: string
          reason: string | null
          seq: number
          submission_id: string | null
        }
        Insert: {
          acted_at: string
          acted_by: string
          body?: string | null
          body_sha256?: string | null
          due_on?: string | null
          id: string
          kind: string
          order_id: string
          park_id: string
          reason?: string | null
          seq?: never
          submission_id?: string | null
        }
        Update: {
          acted_at?: string
          acted_by?: string
          body?: string | null
          body_sha256?: string | null
          due_on?: string | null
          id?: string
          kind?: string
          order_id?: string
          park_id?: string
          reason?: string | null
          seq?: never
          submission_id?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "order_actions_acted_by_fkey"
            columns: ["acted_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "order_actions_order_id_fkey"
            columns: ["order_id"]
            referencedRelation: "supervision_orders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "order_actions_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "order_actions_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      parks: {
        Row: {
          created_at: string
          id: string
          is_demo: boolean
          name: string
          slug: string
        }
        Insert: {
          created_at?: string
          id?: string
          is_demo?: boolean
          name: string
          slug: string
        }
        Update: {
          created_at?: string
          id?: string
          is_demo?: boolean
          name?: string
          slug?: string
        }
        Relationships: []
      }
      photos: {
        Row: {
          accuracy_m: number | null
          bytes: number
          captured_at: string
          checked_at: string | null
          distance_m: number | null
          exif_latitude: number | null
          exif_longitude: number | null
          exif_taken_at: string | null
          flags: string[]
          item_key: string | null
          latitude: number | null
          location_missing: string | null
          longitude: number | null
          lost_at: string | null
          lost_reason: string | null
          media: string
          misfit: string | null
          misfit_at: string | null
          name: string | null
          ordinal: number
          original_sha256: string | null
          park_id: string
          project_id: string | null
          sha256: string
          short_code: string
          source: string | null
          stored_at: string | null
          submission_id: string
          thumb_bytes: number | null
          thumb_sha256: string | null
        }
        Insert: {
          accuracy_m?: number | null
          bytes: number
          captured_at: string
          checked_at?: string | null
          distance_m?: number | null
          exif_latitude?: number | null
          exif_longitude?: number | null
          exif_taken_at?: string | null
          flags?: string[]
          item_key?: string | null
          latitude?: number | null
          location_missing?: string | null
          longitude?: number | null
          lost_at?: string | null
          lost_reason?: string | null
          media?: string
          misfit?: string | null
          misfit_at?: string | null
          name?: string | null
          ordinal: number
          original_sha256?: string | null
          park_id: string
          project_id?: string | null
          sha256: string
          short_code: string
          source?: string | null
          stored_at?: string | null
          submission_id: string
          thumb_bytes?: number | null
          thumb_sha256?: string | null
        }
        Update: {
          accuracy_m?: number | null
          bytes?: number
          captured_at?: string
          checked_at?: string | null
          distance_m?: number | null
          exif_latitude?: number | null
          exif_longitude?: number | null
          exif_taken_at?: string | null
          flags?: string[]
          item_key?: string | null
          latitude?: number | null
          location_missing?: string | null
          longitude?: number | null
          lost_at?: string | null
          lost_reason?: string | null
          media?: string
          misfit?: string | null
          misfit_at?: string | null
          name?: string | null
          ordinal?: number
          original_sha256?: string | null
          park_id?: string
          project_id?: string | null
          sha256?: string
          short_code?: string
          source?: string | null
          stored_at?: string | null
          submission_id?: string
          thumb_bytes?: number | null
          thumb_sha256?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "photos_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "photos_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "photos_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      plan_imports: {
        Row: {
          body: string
          body_sha256: string
          id: string
          imported_at: string
          imported_by: string | null
          park_id: string
          year: number
        }
        Insert: {
          body: string
          body_sha256: string
          id: string
          imported_at: string
          imported_by?: string | null
          park_id: string
          year: number
        }
        Update: {
          body?: string
          body_sha256?: string
          id?: string
          imported_at?: string
          imported_by?: string | null
          park_id?: string
          year?: number
        }
        Relationships: [
          {
            foreignKeyName: "plan_imports_imported_by_fkey"
            columns: ["imported_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_imports_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      plan_item_links: {
        Row: {
          item_id: string
          kind: string
          other_id: string
          park_id: string
        }
        Insert: {
          item_id: string
          kind: string
          other_id: string
          park_id: string
        }
        Update: {
          item_id?: string
          kind?: string
          other_id?: string
          park_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "plan_item_links_item_id_fkey"
            columns: ["item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_item_links_other_id_fkey"
            columns: ["other_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_item_links_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      plan_item_projects: {
        Row: {
          item_id: string
          park_id: string
          project_id: string
        }
        Insert: {
          item_id: string
          park_id: string
          project_id: string
        }
        Update: {
          item_id?: string
          park_id?: string
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "plan_item_projects_item_id_fkey"
            columns: ["item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_item_projects_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_item_projects_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      plan_items: {
        Row: {
          aliases: string[]
          commitment: string
          commitment_class: string
          due_on: string | null
          due_stated: boolean
          file_order: number
          growth_pct: number | null
          id: string
          key: string
          kind: string
          measure: NonNullable<Json>
          measure_type: string
          name: string
          named_by: string | null
          owner_id: string | null
          parent_id: string | null
          park_id: string
          plan_id: string
          project_id: string | null
          questions: string[]
          responsible: string | null
          rung: string | null
          section: string
          target_op: string | null
          target_unit: string | null
          target_value: number | null
          value_item_id: string
        }
        Insert: {
          aliases?: string[]
          commitment: string
          commitment_class: string
          due_on?: string | null
          due_stated: boolean
          file_order: number
          growth_pct?: number | null
          id?: string
          key: string
          kind: string
          measure: NonNullable<Json>
          measure_type: string
          name: string
          named_by?: string | null
          owner_id?: string | null
          parent_id?: string | null
          park_id: string
          plan_id: string
          project_id?: string | null
          questions?: string[]
          responsible?: string | null
          rung?: string | null
          section: string
          target_op?: string | null
          target_unit?: string | null
          target_value?: number | null
          value_item_id: string
        }
        Update: {
          aliases?: string[]
          commitment?: string
          commitment_class?: string
          due_on?: string | null
          due_stated?: boolean
          file_order?: number
          growth_pct?: number | null
          id?: string
          key?: string
          kind?: string
          measure?: NonNullable<Json>
          measure_type?: string
          name?: string
          named_by?: string | null
          owner_id?: string | null
          parent_id?: string | null
          park_id?: string
          plan_id?: string
          project_id?: string | null
          questions?: string[]
          responsible?: string | null
          rung?: string | null
          section?: string
          target_op?: string | null
          target_unit?: string | null
          target_value?: number | null
          value_item_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "plan_items_named_by_fkey"
            columns: ["named_by"]
            referencedRelation: "item_records"
            referencedColumns: ["submission_id"]
          },
          {
            foreignKeyName: "plan_items_owner_id_fkey"
            columns: ["owner_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_items_parent_id_fkey"
            columns: ["parent_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_items_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_items_plan_id_fkey"
            columns: ["plan_id"]
            referencedRelation: "plans"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_items_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "plan_items_value_item_id_fkey"
            columns: ["value_item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
        ]
      }
      plans: {
        Row: {
          ends_on: string
          id: string
          imported_at: string
          park_id: string
          questions: NonNullable<Json>
          sections: NonNullable<Json>
          starts_on: string
          year: number
        }
        Insert: {
          ends_on: string
          id?: string
          imported_at?: string
          park_id: string
          questions?: NonNullable<Json>
          sections: NonNullable<Json>
          starts_on: string
          year: number
        }
        Update: {
          ends_on?: string
          id?: string
          imported_at?: string
          park_id?: string
          questions?: NonNullable<Json>
          sections?: NonNullable<Json>
          starts_on?: string
          year?: number
        }
        Relationships: [
          {
            foreignKeyName: "plans_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      progress_reports: {
        Row: {
          counts: boolean
          investment_to_date_yuan: number | null
          park_id: string
          percent: number
          percent_reason: string | null
          problem_note: string | null
          problems: string[]
          project_id: string
          seq: number
          submission_id: string
        }
        Insert: {
          counts: boolean
          investment_to_date_yuan?: number | null
          park_id: string
          percent: number
          percent_reason?: string | null
          problem_note?: string | null
          problems?: string[]
          project_id: string
          seq: number
          submission_id: string
        }
        Update: {
          counts?: boolean
          investment_to_date_yuan?: number | null
          park_id?: string
          percent?: number
          percent_reason?: string | null
          problem_note?: string | null
          problems?: string[]
          project_id?: string
          seq?: number
          submission_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "progress_reports_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "progress_reports_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "progress_reports_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      project_assignments: {
        Row: {
          assigned_at: string
          assigned_by: string
          id: string
          inspector_id: string | null
          park_id: string
          project_id: string
        }
        Insert: {
          assigned_at?: string
          assigned_by: string
          id: string
          inspector_id?: string | null
          park_id: string
          project_id: string
        }
        Update: {
          assigned_at?: string
          assigned_by?: string
          id?: string
          inspector_id?: string | null
          park_id?: string
          project_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "project_assignments_assigned_by_fkey"
            columns: ["assigned_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "project_assignments_inspector_id_fkey"
            columns: ["inspector_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "project_assignments_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "project_assignments_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      project_facts: {
        Row: {
          body_sha256: string
          enterprise_id: string | null
          id: string
          latitude: number | null
          longitude: number | null
          note: string | null
          park_id: string
          planned_dates: NonNullable<Json>
          project_id: string
          recorded_at: string
          recorded_by: string | null
          total_investment_yuan: number | null
        }
        Insert: {
          body_sha256: string
          enterprise_id?: string | null
          id: string
          latitude?: number | null
          longitude?: number | null
          note?: string | null
          park_id: string
          planned_dates?: NonNullable<Json>
          project_id: string
          recorded_at?: string
          recorded_by?: string | null
          total_investment_yuan?: number | null
        }
        Update: {
          body_sha256?: string
          enterprise_id?: string | null
          id?: string
          latitude?: number | null
          longitude?: number | null
          note?: string | null
          park_id?: string
          planned_dates?: NonNullable<Json>
          project_id?: string
          recorded_at?: string
          recorded_by?: string | null
          total_investment_yuan?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "project_facts_enterprise_id_fkey"
            columns: ["enterprise_id"]
            referencedRelation: "enterprises"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "project_facts_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "project_facts_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "project_facts_recorded_by_fkey"
            columns: ["recorded_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      projects: {
        Row: {
          category: string
          created_at: string
          created_by: string | null
          enterprise_id: string | null
          expected_investment_yuan: number | null
          id: string
          inspector_id: string | null
          key: string | null
          latitude: number | null
          longitude: number | null
          name: string
          park_id: string
          question: string | null
          total_investment_yuan: number | null
        }
        Insert: {
          category: string
          created_at?: string
          created_by?: string | null
          enterprise_id?: string | null
          expected_investment_yuan?: number | null
          id?: string
          inspector_id?: string | null
          key?: string | null
          latitude?: number | null
          longitude?: number | null
          name: string
          park_id: string
          question?: string | null
          total_investment_yuan?: number | null
        }
        Update: {
          category?: string
          created_at?: string
          created_by?: string | null
          enterprise_id?: string | null
          expected_investment_yuan?: number | null
          id?: string
          inspector_id?: string | null
          key?: string | null
          latitude?: number | null
          longitude?: number | null
          name?: string
          park_id?: string
          question?: string | null
          total_investment_yuan?: number | null
        }
        Relationships: [
          {
            foreignKeyName: "projects_created_by_fkey"
            columns: ["created_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "projects_enterprise_id_fkey"
            columns: ["enterprise_id"]
            referencedRelation: "enterprises"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "projects_inspector_id_fkey"
            columns: ["inspector_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "projects_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      rectifications: {
        Row: {
          contingency_plan: string | null
          done_by: string
          funds: string | null
          hazard_id: string
          measures: string
          park_id: string
          project_id: string
          responsible_person: string
          submission_id: string
        }
        Insert: {
          contingency_plan?: string | null
          done_by: string
          funds?: string | null
          hazard_id: string
          measures: string
          park_id: string
          project_id: string
          responsible_person: string
          submission_id: string
        }
        Update: {
          contingency_plan?: string | null
          done_by?: string
          funds?: string | null
          hazard_id?: string
          measures?: string
          park_id?: string
          project_id?: string
          responsible_person?: string
          submission_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "rectifications_hazard_id_fkey"
            columns: ["hazard_id"]
            referencedRelation: "hazards"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "rectifications_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "rectifications_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "rectifications_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      refresh_tokens: {
        Row: {
          expires_at: string
          first_used_at: string | null
          generation: number
          issued_at: string
          session_id: string
          token_hash: string
        }
        Insert: {
          expires_at: string
          first_used_at?: string | null
          generation: number
          issued_at?: string
          session_id: string
          token_hash: string
        }
        Update: {
          expires_at?: string
          first_used_at?: string | null
          generation?: number
          issued_at?: string
          session_id?: string
          token_hash?: string
        }
        Relationships: [
          {
            foreignKeyName: "refresh_tokens_session_id_fkey"
            columns: ["session_id"]
            referencedRelation: "sessions"
            referencedColumns: ["id"]
          },
        ]
      }
      rescues: {
        Row: {
          imported_at: string
          imported_by: string
          park_id: string
          submission_id: string
        }
        Insert: {
          imported_at?: string
          imported_by: string
          park_id: string
          submission_id: string
        }
        Update: {
          imported_at?: string
          imported_by?: string
          park_id?: string
          submission_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "rescues_imported_by_fkey"
            columns: ["imported_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "rescues_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "rescues_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      safety_checks: {
        Row: {
          checklist_version_id: string
          fail_count: number
          not_applicable_count: number
          park_id: string
          pass_count: number
          project_id: string
          submission_id: string
        }
        Insert: {
          checklist_version_id: string
          fail_count: number
          not_applicable_count: number
          park_id: string
          pass_count: number
          project_id: string
          submission_id: string
        }
        Update: {
          checklist_version_id?: string
          fail_count?: number
          not_applicable_count?: number
          park_id?: string
          pass_count?: number
          project_id?: string
          submission_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "safety_checks_checklist_version_id_fkey"
            columns: ["checklist_version_id"]
            referencedRelation: "checklist_versions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "safety_checks_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "safety_checks_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "safety_checks_submission_id_fkey"
            columns: ["submission_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
        ]
      }
      sessions: {
        Row: {
          created_at: string
          device_name: string
          enterprise_id: string | null
          id: string
          park_id: string
          revoked_at: string | null
          role: string
          staff_id: string
        }
        Insert: {
          created_at?: string
          device_name: string
          enterprise_id?: string | null
          id?: string
          park_id: string
          revoked_at?: string | null
          role: string
          staff_id: string
        }
        Update: {
          created_at?: string
          device_name?: string
          enterprise_id?: string | null
          id?: string
          park_id?: string
          revoked_at?: string | null
          role?: string
          staff_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "sessions_enterprise_id_fkey"
            columns: ["enterprise_id"]
            referencedRelation: "enterprises"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "sessions_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "sessions_staff_id_fkey"
            columns: ["staff_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      sign_in_attempts: {
        Row: {
          failures: number
          key_hash: string
          window_start: string
        }
        Insert: {
          failures?: number
          key_hash: string
          window_start: string
        }
        Update: {
          failures?: number
          key_hash?: string
          window_start?: string
        }
        Relationships: []
      }
      staff: {
        Row: {
          closed_at: string | null
          created_at: string
          enterprise_id: string | null
          id: string
          name: string
          park_id: string
          role: string
        }
        Insert: {
          closed_at?: string | null
          created_at?: string
          enterprise_id?: string | null
          id?: string
          name: string
          park_id: string
          role: string
        }
        Update: {
          closed_at?: string | null
          created_at?: string
          enterprise_id?: string | null
          id?: string
          name?: string
          park_id?: string
          role?: string
        }
        Relationships: [
          {
            foreignKeyName: "staff_enterprise_id_fkey"
            columns: ["enterprise_id"]
            referencedRelation: "enterprises"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "staff_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
        ]
      }
      staff_changes: {
        Row: {
          enterprise_id: string | null
          id: string
          kind: string
          made_at: string
          made_by: string
          park_id: string
          role: string | null
          session_id: string | null
          staff_id: string
        }
        Insert: {
          enterprise_id?: string | null
          id?: string
          kind: string
          made_at?: string
          made_by: string
          park_id: string
          role?: string | null
          session_id?: string | null
          staff_id: string
        }
        Update: {
          enterprise_id?: string | null
          id?: string
          kind?: string
          made_at?: string
          made_by?: string
          park_id?: string
          role?: string | null
          session_id?: string | null
          staff_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "staff_changes_enterprise_id_fkey"
            columns: ["enterprise_id"]
            referencedRelation: "enterprises"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "staff_changes_made_by_fkey"
            columns: ["made_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "staff_changes_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "staff_changes_session_id_fkey"
            columns: ["session_id"]
            referencedRelation: "sessions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "staff_changes_staff_id_fkey"
            columns: ["staff_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      staff_phones: {
        Row: {
          park_id: string
          phone: string
          staff_id: string
        }
        Insert: {
          park_id: string
          phone: string
          staff_id: string
        }
        Update: {
          park_id?: string
          phone?: string
          staff_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "staff_phones_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "staff_phones_staff_id_fkey"
            columns: ["staff_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      submissions: {
        Row: {
          body: string
          body_sha256: string
          captured_at: string
          corrects: string | null
          counted_at: string | null
          created_by: string
          document_count: number
          id: string
          imported_by: string | null
          is_corrected: boolean
          item_id: string | null
          kind: string
          order_id: string | null
          park_id: string
          phone_ahead_ms: number | null
          photo_count: number
          project_id: string | null
          received_at: string
          seq: number
          session_id: string
          status: string
        }
        Insert: {
          body: string
          body_sha256: string
          captured_at: string
          corrects?: string | null
          counted_at?: string | null
          created_by: string
          document_count?: number
          id: string
          imported_by?: string | null
          is_corrected?: boolean
          item_id?: string | null
          kind: string
          order_id?: string | null
          park_id: string
          phone_ahead_ms?: number | null
          photo_count: number
          project_id?: string | null
          received_at: string
          seq?: never
          session_id: string
          status: string
        }
        Update: {
          body?: string
          body_sha256?: string
          captured_at?: string
          corrects?: string | null
          counted_at?: string | null
          created_by?: string
          document_count?: number
          id?: string
          imported_by?: string | null
          is_corrected?: boolean
          item_id?: string | null
          kind?: string
          order_id?: string | null
          park_id?: string
          phone_ahead_ms?: number | null
          photo_count?: number
          project_id?: string | null
          received_at?: string
          seq?: never
          session_id?: string
          status?: string
        }
        Relationships: [
          {
            foreignKeyName: "submissions_corrects_fkey"
            columns: ["corrects"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "submissions_created_by_fkey"
            columns: ["created_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "submissions_imported_by_fkey"
            columns: ["imported_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "submissions_item_id_fkey"
            columns: ["item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "submissions_order_id_fkey"
            columns: ["order_id"]
            referencedRelation: "supervision_orders"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "submissions_project_fkey"
            columns: ["park_id", "project_id"]
            referencedRelation: "projects"
            referencedColumns: ["park_id", "id"]
          },
        ]
      }
      supervision_orders: {
        Row: {
          about_hazard_id: string | null
          about_item_id: string | null
          about_project_id: string | null
          about_report_id: string | null
          addressee_id: string
          answer_id: string | null
          closed_at: string | null
          digest_on: string | null
          due_on: string
          enterprise_id: string | null
          id: string
          issued_at: string
          issued_by: string
          item_id: string | null
          park_id: string
          project_id: string | null
          requirement: string
          seq: number
          status: string
        }
        Insert: {
          about_hazard_id?: string | null
          about_item_id?: string | null
          about_project_id?: string | null
          about_report_id?: string | null
          addressee_id: string
          answer_id?: string | null
          closed_at?: string | null
          digest_on?: string | null
          due_on: string
          enterprise_id?: string | null
          id: string
          issued_at: string
          issued_by: string
          item_id?: string | null
          park_id: string
          project_id?: string | null
          requirement: string
          seq?: never
          status: string
        }
        Update: {
          about_hazard_id?: string | null
          about_item_id?: string | null
          about_project_id?: string | null
          about_report_id?: string | null
          addressee_id?: string
          answer_id?: string | null
          closed_at?: string | null
          digest_on?: string | null
          due_on?: string
          enterprise_id?: string | null
          id?: string
          issued_at?: string
          issued_by?: string
          item_id?: string | null
          park_id?: string
          project_id?: string | null
          requirement?: string
          seq?: never
          status?: string
        }
        Relationships: [
          {
            foreignKeyName: "supervision_orders_about_hazard_id_fkey"
            columns: ["about_hazard_id"]
            referencedRelation: "hazards"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_about_item_id_fkey"
            columns: ["about_item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_about_project_id_fkey"
            columns: ["about_project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_about_report_id_fkey"
            columns: ["about_report_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_addressee_id_fkey"
            columns: ["addressee_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_answer_id_fkey"
            columns: ["answer_id"]
            referencedRelation: "submissions"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_enterprise_id_fkey"
            columns: ["enterprise_id"]
            referencedRelation: "enterprises"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_issued_by_fkey"
            columns: ["issued_by"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_item_id_fkey"
            columns: ["item_id"]
            referencedRelation: "plan_items"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_park_id_fkey"
            columns: ["park_id"]
            referencedRelation: "parks"
            referencedColumns: ["id"]
          },
          {
            foreignKeyName: "supervision_orders_project_id_fkey"
            columns: ["project_id"]
            referencedRelation: "projects"
            referencedColumns: ["id"]
          },
        ]
      }
      wechat_identities: {
        Row: {
          bound_at: string
          openid: string
          staff_id: string
        }
        Insert: {
          bound_at?: string
          openid: string
          staff_id: string
        }
        Update: {
          bound_at?: string
          openid?: string
          staff_id?: string
        }
        Relationships: [
          {
            foreignKeyName: "wechat_identities_staff_id_fkey"
            columns: ["staff_id"]
            referencedRelation: "staff"
            referencedColumns: ["id"]
          },
        ]
      }
      wechat_tokens: {
        Row: {
          access_token: string | null
          appid: string
          expires_at: string
          refreshing_until: string
        }
        Insert: {
          access_token?: string | null
          appid: string
          expires_at?: string
          refreshing_until?: string
        }
        Update: {
          access_token?: string | null
          appid?: string
          expires_at?: string
          refreshing_until?: string
        }
        Relationships: []
      }
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      [_ in never]: never
    }
    Enums: {
      [_ in never]: never
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
}

type DatabaseWithoutInternals = Omit<Database, "__InternalSupabase">

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] &
        DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] &
        DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
        Row: infer R
      }
      ? R
      : never
    : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Insert: infer I
      }
      ? I
      : never
    : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends (DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never) = never,
> = DefaultSchemaTableNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
        Update: infer U
      }
      ? U
      : never
    : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends (DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never) = never,
> = DefaultSchemaEnumNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
    : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends (PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never) = never,
> = PublicCompositeTypeNameOrOptions extends {
  schema: keyof DatabaseWithoutInternals
}
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
    : never

export const Constants = {
  api: {
    Enums: {},
  },
  public: {
    Enums: {},
  },
} as const

