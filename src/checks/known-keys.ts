import { namesOf } from '../config/profile';
import { settingsTable, type SettingKey } from '../config/settings';

/**
 * Keys of the shared files that AWS documents and brs has no use for. Sources: "AWS SDKs and Tools Reference Guide",
 * settings reference; the AWS CLI's `aws help config-vars`, `aws help topics s3-config`; botocore's configprovider.py.
 */
const awsKeys = words(`
  account_id_endpoint_mode api_versions auth_scheme_preference aws_security_token
  csm_client_id csm_enabled csm_host csm_port defaults_mode disable_host_prefix_injection
  disable_request_compression ec2_metadata_v1_disabled endpoint_discovery_enabled imds_use_ipv6
  metadata_service_num_attempts metadata_service_timeout output parameter_validation
  request_checksum_calculation request_min_compression_size_bytes response_checksum_validation
  s3 s3_disable_express_session_auth s3_disable_multiregion_access_points s3_us_east_1_regional_endpoint
  s3_use_arn_region sdk_ua_app_id sigv4a_signing_region_set sso_region sso_registration_scopes tcp_keepalive
  ec2_instance_profile_name disable_ec2_metadata credential_type toolkit_artifact_guid emr configservice
`);

const cliKeys = words(`
  cli_auto_prompt cli_binary_format cli_error_format cli_follow_urlparam cli_help_output cli_history
  cli_legacy_plugin_path cli_pager cli_timestamp_format
`);

/** Of `s3 =` with indented lines below. */
const s3Keys = words(`
  addressing_style direct_io disk_throughput io_chunksize max_bandwidth max_concurrent_requests max_queue_size
  multipart_chunksize multipart_threshold payload_signing_enabled preferred_transfer_client should_stream
  signature_version target_bandwidth us_east_1_regional_endpoint use_accelerate_endpoint use_arn_region
  use_dualstack_endpoint
`).map((key) => `s3.${key}`);

/** Other programs' keys, which nobody has misspelt. */
const foreign = /^(azure|gimme|google|granted|okta|onelogin|saml|x)_|^(color|image|parent_profile)$/;

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

const settings = Object.keys(settingsTable) as SettingKey[];

/** Every name that brs reads a setting under. */
export const brsKeys: readonly string[] = settings.map((key) => `brs_${key}`);

/** What may stand in a profile without the prefix. */
export const profileKeys: readonly string[] = [
  ...new Set([...settings.flatMap((key) => namesOf(key).slice(1)), ...awsKeys, ...cliKeys, ...s3Keys]),
];

export const ssoSessionKeys: readonly string[] = ['sso_region', 'sso_registration_scopes', 'sso_start_url'];

/** Whether somebody knows the key; nested ones of other services are theirs. */
export function isKnown(key: string): boolean {
  if (profileKeys.includes(key) || brsKeys.includes(key) || foreign.test(key)) return true;
  return key.includes('.') && !key.startsWith('s3.');
}
