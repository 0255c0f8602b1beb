#include "core/base/files.hpp"
#include "host/cli/command.hpp"
#include "host/cli/signals.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>

namespace rushes {
namespace {

int run(int argc, char** argv) {
  cli::Context context;
  std::error_code error;
  context.executable = std::filesystem::read_symlink("/proc/self/exe", error).string();
  if (error) context.executable = argv[0];
  context.cancel = cli::cancel_on_signals();

  CLI::App app{"Rushes: a prompt in, a finished film out; and every step on the way by itself."};
  app.name("rushes");
  app.set_version_flag("--version", "rushes 0.1.0");
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 1 could not (one line on stderr says why and what to do), 2 wrong usage, 130 interrupted.\n"
      "rushes COMMAND --help says what each takes.");
  app.fallthrough();  // --media behind a command too
  app.add_option("--media", context.media_folders,
                 "Folder in which media of other programs' timelines are looked for by their names; may be given again")
      ->expected(1)
      ->allow_extra_args(false);
  cli::add_make(app, context);
  cli::add_render(app, context);
  cli::add_frame(app, context);
  cli::add_graph(app, context);
  cli::add_probe(app, context);
  cli::add_import(app, context);
  cli::add_export(app, context);
  cli::add_proxy(app, context);
  cli::add_plugins(app, context);
  if (argc > 1 && *argv[1] != '-' &&
      app.get_subcommands([&](const CLI::App* c) { return c->check_name(argv[1]); }).empty()) {
    std::fprintf(stderr, "rushes: there is no command '%s': rushes --help lists them\n", argv[1]);
    return 2;
  }
  if (argc == 1) {
    std::fputs(app.help().c_str(), stderr);
    return 2;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);  // help, version
    const auto chosen = app.get_subcommands();
    std::string command = "rushes";
    for (const CLI::App* c = chosen.empty() ? nullptr : chosen.front(); c;
         c = c->get_subcommands().empty() ? nullptr : c->get_subcommands().front())
      command += " " + c->get_name();
    std::string text = e.what();
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::fprintf(stderr, "rushes: %s; %s --help says what there is\n", text.c_str(), command.c_str());
    return 2;
  }

  Result<void> done = context.run();
  if (done && (std::fflush(stdout) != 0 || std::ferror(stdout)))
    done = Error{Errc::io, "cannot write all of the report to the standard output: " + why_not("write", errno)};
  if (done) return 0;
  if (done.error().code == Errc::cancelled) {
    std::fprintf(stderr, "rushes: interrupted; %s\n",
                 context.kept.empty() ? "no half-made file was left" : context.kept.c_str());
    return 130;
  }
  std::fprintf(stderr, "rushes: %s\n", done.error().message.c_str());
  return 1;
}

}  // namespace
}  // namespace rushes

int main(int argc, char** argv) {
  try {
    return rushes::run(argc, argv);
  } catch (const std::exception& e) {  // no memory or no threads left: what libraries throw for it
    std::fprintf(stderr, "rushes: the system refused what this needs (%s): allow it more memory or threads\n",
                 e.what());
    return 1;
  }
}
