#include "host/services/encode.hpp"

#include "host/services/errors.hpp"
#include "host/services/tables.hpp"

#include <utility>

namespace rushes::host {

// What a plugin holds: the C face of a session. Deleted by finish, abort or, when the plugin forgot both, ~Services.
struct Encoder : rushes_encoder {
  std::unique_ptr<EncodeSession> session;
  Services::State* state = nullptr;
};

namespace {

Encoder& self(rushes_encoder* e) { return *static_cast<Encoder*>(e); }

// Takes the encoder from its plugin.
std::unique_ptr<Encoder> claim(rushes_encoder* e) {
  std::unique_ptr<Encoder> mine(&self(e));
  const std::lock_guard lock(mine->state->encoders_mutex);
  mine->state->encoders.erase(mine.get());
  return mine;
}

bool stopped(const rushes_call* call) {
  return RUSHES_HAS(rushes_call, call, cancelled) && call->cancelled && call->cancelled(call);
}

rushes_status video(rushes_encoder* e, const rushes_call* call, const rushes_image* image,
                    rushes_error* error) noexcept {
  return answered(error, [&]() -> rushes_status {
    if (!RUSHES_HAS(rushes_image, image, plane) || image->n_planes == 0 || image->n_planes > 4)
      return give_error(error, RUSHES_E_INVALID, "the encoder was given no picture");
    for (std::uint32_t k = 0; k < image->n_planes; ++k)
      if (!image->plane[k].data || image->plane[k].stride <= 0)
        return give_error(error, RUSHES_E_INVALID, "plane " + std::to_string(k) + " of the picture is empty");
    if (stopped(call)) return give_error(error, RUSHES_E_CANCELLED, "cancelled");
    const auto done = self(e).session->video(*image);
    return done ? RUSHES_OK : give_error(error, done.error());
  });
}

rushes_status audio(rushes_encoder* e, const rushes_call* call, const rushes_audio* block,
                    rushes_error* error) noexcept {
  return answered(error, [&]() -> rushes_status {
    if (!RUSHES_HAS(rushes_audio, block, channel) || block->channels == 0 || !block->channel)
      return give_error(error, RUSHES_E_INVALID, "the encoder was given no sound");
    if (stopped(call)) return give_error(error, RUSHES_E_CANCELLED, "cancelled");
    const auto done = self(e).session->audio(*block);
    return done ? RUSHES_OK : give_error(error, done.error());
  });
}

rushes_status finish(rushes_encoder* e, const rushes_call* call, const rushes_sink* data, const rushes_sink* mime,
                     rushes_error* error) noexcept {
  return answered(error, [&]() -> rushes_status {
    const auto mine = claim(e);
    if (!RUSHES_HAS(rushes_sink, data, write) || !data->write)
      return give_error(error, RUSHES_E_INVALID, "the file needs a sink");
    rushes_status refused = RUSHES_OK;
    const auto done = mine->session->finish([&](std::string_view bytes) -> Result<void> {
      refused = stopped(call) ? RUSHES_E_CANCELLED : data->write(data->ctx, bytes.data(), bytes.size());
      if (refused < 0) return Error{Errc::cancelled, "nobody takes the encoded file"};
      return {};
    });
    if (refused < 0) return give_error(error, refused, "the encoded file was not taken to its end");
    if (!done) return give_error(error, done.error());
    if (RUSHES_HAS(rushes_sink, mime, write) && mime->write) {
      const rushes_status taken = mime->write(mime->ctx, done->data(), done->size());
      if (taken < 0) return give_error(error, taken, "the media type was not taken");
    }
    return RUSHES_OK;
  });
}

void abandon(rushes_encoder* e) noexcept {
  if (e) answered(nullptr, [&] { return claim(e), RUSHES_OK; });
}

rushes_status open(const rushes_host* host, const rushes_encode_spec* spec, rushes_encoder** out,
                   rushes_error* error) noexcept {
  return answered(error, [&]() -> rushes_status {
    if (!RUSHES_HAS(rushes_encode_spec, spec, format) || !out)
      return give_error(error, RUSHES_E_INVALID, "an encoder needs a spec");
    *out = nullptr;
    if (spec->width == 0 && spec->audio_rate == 0)
      return give_error(error, RUSHES_E_INVALID, "a file needs a picture or sound: width and audio_rate are both 0");
    if (spec->width && (spec->height == 0 || spec->rate.num <= 0 || spec->rate.den <= 0))
      return give_error(error, RUSHES_E_INVALID, "a picture needs a height and a frame rate above 0");
    if (spec->audio_rate && spec->audio_channels == 0)
      return give_error(error, RUSHES_E_INVALID, "sound needs at least one channel");
    Services::State& state = *lent(host).state;
    auto session = state.options.encode(*spec);
    if (!session) return give_error(error, session.error());
    auto made = std::make_unique<Encoder>();
    static_cast<rushes_encoder&>(*made) = {sizeof(rushes_encoder), 0, nullptr, &video, &audio, &finish, &abandon};
    made->session = *std::move(session);
    made->state = &state;
    const std::lock_guard lock(state.encoders_mutex);
    state.encoders.insert(made.get());
    *out = made.release();
    return RUSHES_OK;
  });
}

}  // namespace

const rushes_host_encode encode_table{sizeof(rushes_host_encode), 0, &open};

void abort_encoders(Services::State& state) {
  std::set<Encoder*> left;
  {
    const std::lock_guard lock(state.encoders_mutex);
    left.swap(state.encoders);
  }
  for (Encoder* e : left) delete e;
}

}  // namespace rushes::host
