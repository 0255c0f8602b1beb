// Reading: any video, sound, still or image sequence, by frame number and by sample number, exact and in any order.
#pragma once

#include "core/base/cancel.hpp"
#include "core/base/hash.hpp"
#include "core/base/time.hpp"
#include "core/media/audio.hpp"
#include "core/media/decoder_pool.hpp"
#include "core/media/frame.hpp"

#include <rushes/result.hpp>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace rushes {

enum class MediaKind { video, audio, still, sequence };

struct VideoStreamInfo {
  int stream = -1;  // index in the file
  std::string codec, profile, pixel_format;
  int width = 0, height = 0;  // as coded and shown, before rotation
  int rotation = 0;           // clockwise degrees that show it upright: 0, 90, 180, 270
  bool mirrored = false;      // flipped left to right before the rotation
  rushes_rational pixel_aspect{1, 1};
  Rate rate;                // nominal frames per second
  Rate base_rate;           // the lowest rate that holds every time stamp
  bool variable = false;    // frames are not evenly spaced
  std::int64_t frames = 0;  // exact, from the index
  Time first;               // time of the first frame in the container
  Time duration;            // from the first frame's start to the last one's end
  VideoFormat format{};     // of decoded frames, colour tags resolved (tagged or guessed)
  bool attached_picture = false;
  std::vector<std::string> side_data;  // "Display Matrix", "ICC Profile", ...
};

struct AudioStreamInfo {
  int stream = -1;
  std::string codec;
  int rate = 0, channels = 0;
  std::uint64_t layout = 0;
  Time first, duration;
  std::string profile, sample_format;  // sample_format: of the decoder, "s16", "fltp"
  std::int64_t frames = 0;             // of the codec, where the container says; else 0
};

struct MediaInfo {
  MediaKind kind = MediaKind::video;
  std::string path, container;
  std::uint64_t bytes = 0;
  Time first;                          // where the earliest stream begins in the container
  Time duration;                       // of the longest stream; a still has 0
  std::vector<VideoStreamInfo> video;  // without attached pictures
  std::vector<AudioStreamInfo> audio;
  int attached_pictures = 0, subtitle_streams = 0, chapters = 0;
  std::map<std::string, std::string> tags;
};

struct DecodeFacts {                                 // of a full decode
  std::int64_t video_frames = 0, audio_samples = 0;  // audio at the file's own rate
  int errors = 0;                                    // packets or frames the decoder complained about
  double peak_dbfs = 0, integrated_lufs = 0, step_min_ms = 0, step_max_ms = 0;  // integrated: ITU-R BS.1770-4
  bool variable = false;
  double first_pts_s = 0;
};

// Thread-safe: frame() and audio() may be called on several threads at once.
class MediaSource {
 public:
  virtual ~MediaSource() = default;
  virtual const MediaInfo& info() const = 0;
  // Identifies the content: the same bytes give the same key wherever they lie. Part of every cache key.
  virtual Key content_key() const = 0;
  // Frame number `n` (0..frames-1) of the first video stream, upright (rotation applied), in its native format. A still
  // answers every n with the same frame. Errc::invalid outside the range; Errc::io when the data there is damaged.
  virtual Result<FramePtr> frame(std::int64_t n, const CancelToken& cancel = {}) = 0;
  // The frame that shows at `time` from the first frame's start, by the real time stamps (VFR included); clamped to the
  // range.
  virtual std::int64_t frame_at(Time time) const = 0;
  // When frame n begins, from the first frame's start.
  virtual Time frame_time(std::int64_t n) const = 0;
  // `frames` samples at 48 kHz from sample `start` (0 = where the first video frame starts, or the first sample of a
  // pure sound file), all the source's channels. Silence outside. Results do not depend on how a range is cut into
  // calls.
  virtual Result<AudioBlock> audio(std::int64_t start, int frames, const CancelToken& cancel = {}) = 0;
};

struct SourceOptions {
  int decoder_threads = 1;
  Rate sequence_rate{24, 1};                   // of numbered stills
  std::shared_ptr<DecoderPool> decoders = {};  // shared with other sources; none: one of its own
};

// Opens `path`: a media file, a still, or a sequence pattern ("seq/test.####.exr", "seq/test.%04d.exr", or with
// `rate`). The error names the file and says what is wrong with it.
Result<std::shared_ptr<MediaSource>> open_media(std::shared_ptr<FramePool> pool, const std::string& path,
                                                const SourceOptions& = {});
// Without an index or decoding; fast.
Result<MediaInfo> probe(const std::string& path);
// Decodes everything once.
Result<DecodeFacts> decode_all(const std::string& path, const CancelToken& cancel = {});

}  // namespace rushes
