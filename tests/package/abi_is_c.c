/* The layout of the ABI on x86_64, pinned.  Offsets and numbers never change; lines are added.  The SIZE of a struct that
 * begins with `size` grows when a member is appended to it, and then only.
 * Compiled as C11 with -Wpadded -Wpedantic -Werror and as C++17 and C++20: a struct with a hole, a moved member or a header
 * that is no C does not build. */
#include <rushes/abi/rushes.h>

#ifdef __cplusplus
#  define PIN(condition) static_assert(condition, #condition)
#else
#  define PIN(condition) _Static_assert(condition, #condition)
#endif
#define SIZE(type, bytes) PIN(sizeof(type) == (bytes))
#define AT(type, member, offset) PIN(offsetof(type, member) == (offset))

#if defined(__x86_64__)

/* ---- base.h */
SIZE(rushes_error, 512);
AT(rushes_error, size, 0); AT(rushes_error, status, 4); AT(rushes_error, flags, 8); AT(rushes_error, retry_after_ms, 12);
AT(rushes_error, native_code, 16); AT(rushes_error, reserved, 20); AT(rushes_error, where, 24); AT(rushes_error, message, 88);
SIZE(rushes_rational, 16);
AT(rushes_rational, num, 0); AT(rushes_rational, den, 8);
SIZE(rushes_rect, 16);
AT(rushes_rect, x1, 0); AT(rushes_rect, y1, 4); AT(rushes_rect, x2, 8); AT(rushes_rect, y2, 12);
SIZE(rushes_bytes, 16);
AT(rushes_bytes, data, 0); AT(rushes_bytes, len, 8);
SIZE(rushes_sink, 24);
AT(rushes_sink, size, 0); AT(rushes_sink, reserved, 4); AT(rushes_sink, ctx, 8); AT(rushes_sink, write, 16);
SIZE(rushes_call, 48);
AT(rushes_call, size, 0); AT(rushes_call, reserved, 4); AT(rushes_call, ctx, 8); AT(rushes_call, deadline_ns, 16);
AT(rushes_call, cancelled, 24); AT(rushes_call, progress, 32); AT(rushes_call, sleep_ms, 40);

/* ---- media.h */
SIZE(rushes_video_format, 16);
AT(rushes_video_format, family, 0); AT(rushes_video_format, sample, 1); AT(rushes_video_format, bits, 2);
AT(rushes_video_format, bytes, 3); AT(rushes_video_format, sub_w, 4); AT(rushes_video_format, sub_h, 5);
AT(rushes_video_format, alpha, 6); AT(rushes_video_format, packed, 7); AT(rushes_video_format, primaries, 8);
AT(rushes_video_format, transfer, 9); AT(rushes_video_format, matrix, 10); AT(rushes_video_format, full_range, 11);
AT(rushes_video_format, chroma_loc, 12); AT(rushes_video_format, field_order, 13); AT(rushes_video_format, reserved, 14);
SIZE(rushes_plane, 16);
AT(rushes_plane, data, 0); AT(rushes_plane, stride, 8);
SIZE(rushes_image, 168);
AT(rushes_image, size, 0); AT(rushes_image, n_planes, 4); AT(rushes_image, format, 8); AT(rushes_image, bounds, 24);
AT(rushes_image, full, 40); AT(rushes_image, pixel_aspect, 56); AT(rushes_image, pts, 72); AT(rushes_image, plane, 88);
AT(rushes_image, props, 152); AT(rushes_image, reserved, 160);
SIZE(rushes_audio, 40);
AT(rushes_audio, size, 0); AT(rushes_audio, rate, 4); AT(rushes_audio, channels, 8); AT(rushes_audio, frames, 12);
AT(rushes_audio, layout, 16); AT(rushes_audio, start, 24); AT(rushes_audio, channel, 32);

/* ---- params.h */
SIZE(rushes_param_info, 152);
AT(rushes_param_info, size, 0); AT(rushes_param_info, type, 4); AT(rushes_param_info, flags, 8);
AT(rushes_param_info, unit, 12); AT(rushes_param_info, id, 16); AT(rushes_param_info, label, 24);
AT(rushes_param_info, group, 32); AT(rushes_param_info, help, 40); AT(rushes_param_info, def, 48);
AT(rushes_param_info, min, 80); AT(rushes_param_info, max, 88); AT(rushes_param_info, soft_min, 96);
AT(rushes_param_info, soft_max, 104); AT(rushes_param_info, step, 112); AT(rushes_param_info, def_text, 120);
AT(rushes_param_info, choice_keys, 128); AT(rushes_param_info, choice_labels, 136); AT(rushes_param_info, n_choices, 144);
AT(rushes_param_info, since_version, 148);
SIZE(rushes_value, 56);
AT(rushes_value, type, 0); AT(rushes_value, n, 4); AT(rushes_value, v, 8); AT(rushes_value, s, 40);

/* ---- host.h */
SIZE(rushes_host, 40);
AT(rushes_host, size, 0); AT(rushes_host, abi_minor, 4); AT(rushes_host, ctx, 8); AT(rushes_host, name, 16);
AT(rushes_host, version, 24); AT(rushes_host, get_interface, 32);
SIZE(rushes_host_log, 16);
AT(rushes_host_log, size, 0); AT(rushes_host_log, reserved, 4); AT(rushes_host_log, log, 8);
SIZE(rushes_host_tasks, 24);
AT(rushes_host_tasks, size, 0); AT(rushes_host_tasks, reserved, 4); AT(rushes_host_tasks, concurrency, 8);
AT(rushes_host_tasks, parallel, 16);
SIZE(rushes_host_scratch, 16);
AT(rushes_host_scratch, size, 0); AT(rushes_host_scratch, reserved, 4); AT(rushes_host_scratch, folder, 8);
SIZE(rushes_host_sampler, 24);
AT(rushes_host_sampler, size, 0); AT(rushes_host_sampler, reserved, 4); AT(rushes_host_sampler, ctx, 8);
AT(rushes_host_sampler, value_at, 16);
SIZE(rushes_source, 40);
AT(rushes_source, size, 0); AT(rushes_source, reserved, 4); AT(rushes_source, ctx, 8); AT(rushes_source, read, 16);
AT(rushes_source, rewind, 24); AT(rushes_source, length, 32);
SIZE(rushes_http_request, 104);
AT(rushes_http_request, size, 0); AT(rushes_http_request, timeout_ms, 4); AT(rushes_http_request, method, 8);
AT(rushes_http_request, url, 16); AT(rushes_http_request, headers, 24); AT(rushes_http_request, n_headers, 32);
AT(rushes_http_request, flags, 36); AT(rushes_http_request, body, 40); AT(rushes_http_request, body_source, 56);
AT(rushes_http_request, idempotency_key, 64); AT(rushes_http_request, secret_ref, 72); AT(rushes_http_request, retry, 80);
AT(rushes_http_request, reserved, 84); AT(rushes_http_request, attempt_ctx, 88); AT(rushes_http_request, attempt, 96);
SIZE(rushes_http_response, 24);
AT(rushes_http_response, size, 0); AT(rushes_http_response, http_status, 4); AT(rushes_http_response, body_len, 8);
AT(rushes_http_response, attempts, 16); AT(rushes_http_response, reserved, 20);
SIZE(rushes_host_http, 16);
AT(rushes_host_http, size, 0); AT(rushes_host_http, reserved, 4); AT(rushes_host_http, perform, 8);
SIZE(rushes_host_secrets, 24);
AT(rushes_host_secrets, size, 0); AT(rushes_host_secrets, reserved, 4); AT(rushes_host_secrets, has, 8);
AT(rushes_host_secrets, sign, 16);
SIZE(rushes_host_resources, 16);
AT(rushes_host_resources, size, 0); AT(rushes_host_resources, reserved, 4); AT(rushes_host_resources, read, 8);
SIZE(rushes_encode_spec, 56);
AT(rushes_encode_spec, size, 0); AT(rushes_encode_spec, width, 4); AT(rushes_encode_spec, height, 8);
AT(rushes_encode_spec, audio_rate, 12); AT(rushes_encode_spec, rate, 16); AT(rushes_encode_spec, audio_channels, 32);
AT(rushes_encode_spec, reserved, 36); AT(rushes_encode_spec, format, 40);
SIZE(rushes_encoder, 48);
AT(rushes_encoder, size, 0); AT(rushes_encoder, reserved, 4); AT(rushes_encoder, ctx, 8); AT(rushes_encoder, video, 16);
AT(rushes_encoder, audio, 24); AT(rushes_encoder, finish, 32); AT(rushes_encoder, abort, 40);
SIZE(rushes_host_encode, 16);
AT(rushes_host_encode, size, 0); AT(rushes_host_encode, reserved, 4); AT(rushes_host_encode, open, 8);
SIZE(rushes_host_analysis, 16);
AT(rushes_host_analysis, size, 0); AT(rushes_host_analysis, reserved, 4); AT(rushes_host_analysis, result, 8);

/* ---- plugin.h */
SIZE(rushes_plugin_info, 96);
AT(rushes_plugin_info, size, 0); AT(rushes_plugin_info, kind, 4); AT(rushes_plugin_info, id, 8);
AT(rushes_plugin_info, name, 16); AT(rushes_plugin_info, vendor, 24); AT(rushes_plugin_info, version_text, 32);
AT(rushes_plugin_info, license_spdx, 40); AT(rushes_plugin_info, description, 48); AT(rushes_plugin_info, version, 56);
AT(rushes_plugin_info, n_params, 60); AT(rushes_plugin_info, params, 64); AT(rushes_plugin_info, requires_, 72);
AT(rushes_plugin_info, traits, 80); AT(rushes_plugin_info, n_inputs, 88); AT(rushes_plugin_info, reserved, 92);
SIZE(rushes_instance, 16);
AT(rushes_instance, self, 0); AT(rushes_instance, reserved, 8);
SIZE(rushes_factory, 40);
AT(rushes_factory, size, 0); AT(rushes_factory, count, 4); AT(rushes_factory, info, 8); AT(rushes_factory, create, 16);
AT(rushes_factory, destroy, 24); AT(rushes_factory, get_interface, 32);
SIZE(rushes_entry, 40);
AT(rushes_entry, size, 0); AT(rushes_entry, abi_major, 4); AT(rushes_entry, abi_minor, 8); AT(rushes_entry, reserved, 12);
AT(rushes_entry, init, 16); AT(rushes_entry, deinit, 24); AT(rushes_entry, factory, 32);
SIZE(rushes_state, 24);
AT(rushes_state, size, 0); AT(rushes_state, reserved, 4); AT(rushes_state, save, 8); AT(rushes_state, migrate, 16);

/* ---- effect.h */
SIZE(rushes_time, 24);
AT(rushes_time, frame, 0); AT(rushes_time, rate, 8);
SIZE(rushes_need, 32);
AT(rushes_need, input, 0); AT(rushes_need, optional, 4); AT(rushes_need, frame, 8); AT(rushes_need, roi, 16);
SIZE(rushes_effect_args, 144);
AT(rushes_effect_args, size, 0); AT(rushes_effect_args, quality, 4); AT(rushes_effect_args, time, 8);
AT(rushes_effect_args, roi, 32); AT(rushes_effect_args, scale, 48); AT(rushes_effect_args, format, 64);
AT(rushes_effect_args, full, 80); AT(rushes_effect_args, n_params, 96); AT(rushes_effect_args, n_inputs, 100);
AT(rushes_effect_args, params, 104); AT(rushes_effect_args, input_full, 112); AT(rushes_effect_args, seed, 120);
AT(rushes_effect_args, sampler, 128); AT(rushes_effect_args, duration, 136);
SIZE(rushes_effect, 48);
AT(rushes_effect, size, 0); AT(rushes_effect, reserved, 4); AT(rushes_effect, formats, 8); AT(rushes_effect, plan, 16);
AT(rushes_effect, render, 24); AT(rushes_effect, reset, 32); AT(rushes_effect, preroll_frames, 40);
AT(rushes_effect, reserved2, 44);

/* ---- engine.h */
SIZE(rushes_gen_input, 40);
AT(rushes_gen_input, role, 0); AT(rushes_gen_input, resource, 8); AT(rushes_gen_input, mime, 16);
AT(rushes_gen_input, inline_data, 24);
SIZE(rushes_gen_request, 104);
AT(rushes_gen_request, size, 0); AT(rushes_gen_request, n_inputs, 4); AT(rushes_gen_request, mode, 8);
AT(rushes_gen_request, prompt, 16); AT(rushes_gen_request, negative_prompt, 24); AT(rushes_gen_request, duration, 32);
AT(rushes_gen_request, rate, 40); AT(rushes_gen_request, width, 56); AT(rushes_gen_request, height, 60);
AT(rushes_gen_request, seed, 64); AT(rushes_gen_request, count, 72); AT(rushes_gen_request, n_params, 76);
AT(rushes_gen_request, inputs, 80); AT(rushes_gen_request, params, 88); AT(rushes_gen_request, idempotency_key, 96);
SIZE(rushes_job_state, 48);
AT(rushes_job_state, size, 0); AT(rushes_job_state, state, 4); AT(rushes_job_state, progress, 8);
AT(rushes_job_state, poll_after_ms, 16); AT(rushes_job_state, n_outputs, 20); AT(rushes_job_state, cost, 24);
AT(rushes_job_state, currency, 32); AT(rushes_job_state, eta_ms, 40);
SIZE(rushes_engine, 72);
AT(rushes_engine, size, 0); AT(rushes_engine, reserved, 4); AT(rushes_engine, capabilities, 8); AT(rushes_engine, check, 16);
AT(rushes_engine, prepare, 24); AT(rushes_engine, submit, 32); AT(rushes_engine, poll, 40); AT(rushes_engine, cancel, 48);
AT(rushes_engine, fetch, 56); AT(rushes_engine, reconcile, 64);

/* ---- audio.h */
SIZE(rushes_audio_args, 24);
AT(rushes_audio_args, size, 0); AT(rushes_audio_args, n_params, 4); AT(rushes_audio_args, params, 8);
AT(rushes_audio_args, duration, 16);
SIZE(rushes_audio_effect, 48);
AT(rushes_audio_effect, size, 0); AT(rushes_audio_effect, preroll_samples, 4); AT(rushes_audio_effect, prepare, 8);
AT(rushes_audio_effect, reset, 16); AT(rushes_audio_effect, process, 24); AT(rushes_audio_effect, latency, 32);
AT(rushes_audio_effect, tail, 40);

/* ---- analyzer.h */
SIZE(rushes_analyzer, 40);
AT(rushes_analyzer, size, 0); AT(rushes_analyzer, wants, 4); AT(rushes_analyzer, begin, 8); AT(rushes_analyzer, video, 16);
AT(rushes_analyzer, audio, 24); AT(rushes_analyzer, finish, 32);

/* ---- storage.h */
SIZE(rushes_object_info, 2624);
AT(rushes_object_info, size, 0); AT(rushes_object_info, flags, 4); AT(rushes_object_info, length, 8);
AT(rushes_object_info, mtime_ns, 16); AT(rushes_object_info, version, 24); AT(rushes_object_info, content_type, 152);
AT(rushes_object_info, sha256, 280); AT(rushes_object_info, has_sha256, 312); AT(rushes_object_info, reserved, 316);
AT(rushes_object_info, metadata, 320);
SIZE(rushes_put_options, 80);
AT(rushes_put_options, size, 0); AT(rushes_put_options, if_absent, 4); AT(rushes_put_options, if_version, 8);
AT(rushes_put_options, content_type, 16); AT(rushes_put_options, metadata, 24); AT(rushes_put_options, length, 32);
AT(rushes_put_options, sha256, 40); AT(rushes_put_options, has_sha256, 72); AT(rushes_put_options, reserved, 76);
SIZE(rushes_reader, 40);
AT(rushes_reader, size, 0); AT(rushes_reader, reserved, 4); AT(rushes_reader, ctx, 8); AT(rushes_reader, length, 16);
AT(rushes_reader, read_at, 24); AT(rushes_reader, close, 32);
SIZE(rushes_upload, 64);
AT(rushes_upload, size, 0); AT(rushes_upload, reserved, 4); AT(rushes_upload, ctx, 8); AT(rushes_upload, part_size, 16);
AT(rushes_upload, write, 24); AT(rushes_upload, state, 32); AT(rushes_upload, commit, 40); AT(rushes_upload, abort, 48);
AT(rushes_upload, resumed_at, 56);
SIZE(rushes_storage, 88);
AT(rushes_storage, size, 0); AT(rushes_storage, caps, 4); AT(rushes_storage, configure, 8); AT(rushes_storage, stat, 16);
AT(rushes_storage, open, 24); AT(rushes_storage, create, 32); AT(rushes_storage, resume, 40); AT(rushes_storage, remove, 48);
AT(rushes_storage, copy, 56); AT(rushes_storage, list, 64); AT(rushes_storage, url, 72); AT(rushes_storage, sweep, 80);

/* ---- numbers that are stored or sent */
PIN(RUSHES_OK == 0); PIN(RUSHES_DONE == 1); PIN(RUSHES_PENDING == 2); PIN(RUSHES_NOT_HANDLED == 3); PIN(RUSHES_E_FAILED == -1);
PIN(RUSHES_E_NOMEM == -2); PIN(RUSHES_E_INVALID == -3); PIN(RUSHES_E_UNSUPPORTED == -4); PIN(RUSHES_E_NOT_FOUND == -5);
PIN(RUSHES_E_CANCELLED == -6); PIN(RUSHES_E_TIMEOUT == -7); PIN(RUSHES_E_IO == -8); PIN(RUSHES_E_NETWORK == -9);
PIN(RUSHES_E_AUTH == -10); PIN(RUSHES_E_QUOTA == -11); PIN(RUSHES_E_RATE_LIMITED == -12); PIN(RUSHES_E_CONTENT_POLICY == -13);
PIN(RUSHES_E_CONFLICT == -14); PIN(RUSHES_E_CORRUPT == -15); PIN(RUSHES_E_DENIED == -16); PIN(RUSHES_E_STATE == -17);
PIN(RUSHES_E_FORMAT == -18); PIN(RUSHES_E_EXISTS == -19); PIN(RUSHES_ERR_RETRYABLE == (1u << 0));
PIN(RUSHES_ERR_USER == (1u << 1)); PIN(RUSHES_ABI_MAJOR == 1); PIN(RUSHES_P_FLOAT == 1); PIN(RUSHES_P_INT == 2);
PIN(RUSHES_P_BOOL == 3); PIN(RUSHES_P_CHOICE == 4); PIN(RUSHES_P_STRING == 5); PIN(RUSHES_P_COLOR == 6);
PIN(RUSHES_P_POINT == 7); PIN(RUSHES_P_RECT == 8); PIN(RUSHES_P_CURVE == 9); PIN(RUSHES_P_ASSET == 10);
PIN(RUSHES_P_JSON == 11); PIN(RUSHES_PF_ANIMATES == (1u << 0)); PIN(RUSHES_PF_HIDDEN == (1u << 1));
PIN(RUSHES_PF_SECRET == (1u << 2)); PIN(RUSHES_PF_REQUIRED == (1u << 3)); PIN(RUSHES_PF_NO_RENDER == (1u << 4));
PIN(RUSHES_PF_MULTILINE == (1u << 5)); PIN(RUSHES_U_NONE == 0); PIN(RUSHES_U_PIXELS == 1); PIN(RUSHES_U_NORMALIZED == 2);
PIN(RUSHES_U_SECONDS == 3); PIN(RUSHES_U_FRAMES == 4); PIN(RUSHES_U_PERCENT == 5); PIN(RUSHES_U_DEGREES == 6);
PIN(RUSHES_U_DECIBEL == 7); PIN(RUSHES_KIND_EFFECT == 1); PIN(RUSHES_KIND_ENGINE == 2); PIN(RUSHES_KIND_STORAGE == 3);
PIN(RUSHES_KIND_AUDIO_EFFECT == 4); PIN(RUSHES_KIND_ANALYZER == 5); PIN(RUSHES_TRAIT_DETERMINISTIC == (1ull << 0));
PIN(RUSHES_TRAIT_STATELESS == (1ull << 1)); PIN(RUSHES_TRAIT_CONCURRENT == (1ull << 2));
PIN(RUSHES_TRAIT_INSTANCES == (1ull << 3)); PIN(RUSHES_TRAIT_IN_PLACE == (1ull << 4)); PIN(RUSHES_TRAIT_TILES == (1ull << 5));
PIN(RUSHES_TRAIT_POINTWISE == (1ull << 6)); PIN(RUSHES_TRAIT_USES_TIME == (1ull << 7));
PIN(RUSHES_TRAIT_USES_SEED == (1ull << 8)); PIN(RUSHES_TRAIT_TRANSITION == (1ull << 9));
PIN(RUSHES_TRAIT_GENERATOR == (1ull << 10)); PIN(RUSHES_JOB_QUEUED == 1); PIN(RUSHES_JOB_RUNNING == 2);
PIN(RUSHES_JOB_SUCCEEDED == 3); PIN(RUSHES_JOB_FAILED == 4); PIN(RUSHES_JOB_CANCELLED == 5);
PIN(RUSHES_ST_CREATE_ONLY == (1u << 0)); PIN(RUSHES_ST_REPLACE_IF == (1u << 1)); PIN(RUSHES_ST_PRESIGN_GET == (1u << 2));
PIN(RUSHES_ST_PRESIGN_PUT == (1u << 3)); PIN(RUSHES_ST_PRESIGN_PARTS == (1u << 4)); PIN(RUSHES_ST_SERVER_COPY == (1u << 5));
PIN(RUSHES_ST_RESUME == (1u << 6)); PIN(RUSHES_ST_MD5 == (1u << 7)); PIN(RUSHES_ST_SHA256 == (1u << 8));
PIN(RUSHES_ST_CRC32C == (1u << 9)); PIN(RUSHES_ST_METADATA == (1u << 10)); PIN(RUSHES_ST_LOCAL_PATH == (1u << 11));
PIN(RUSHES_FAMILY_GRAY == 1); PIN(RUSHES_FAMILY_RGB == 2); PIN(RUSHES_FAMILY_YUV == 3); PIN(RUSHES_SAMPLE_UINT == 1);
PIN(RUSHES_SAMPLE_FLOAT == 2); PIN(RUSHES_ALPHA_NONE == 0); PIN(RUSHES_ALPHA_PREMULTIPLIED == 1);
PIN(RUSHES_ALPHA_STRAIGHT == 2); PIN(RUSHES_ANY == 255); PIN(RUSHES_LOG_DEBUG == 0); PIN(RUSHES_LOG_INFO == 1);
PIN(RUSHES_LOG_WARNING == 2); PIN(RUSHES_LOG_ERROR == 3); PIN(RUSHES_RETRY_NONE == 0); PIN(RUSHES_RETRY_SAFE == 1);
PIN(RUSHES_RETRY_RESIGN == 2); PIN(RUSHES_HTTP_BILLABLE == (1u << 0)); PIN(RUSHES_OUTPUT == 0xFFFFFFFFu);
PIN(RUSHES_WANTS_VIDEO == (1u << 0)); PIN(RUSHES_WANTS_AUDIO == (1u << 1));
#endif

int rushes_abi_is_pinned(void);
int rushes_abi_is_pinned(void) { return 1; }
