# cmake --install and CPack: component runtime is the command with the plugin bundles, component sdk what plugin authors get,
# component framework what programs that embed the framework link with.
# The command finds its bundles beside itself (bin/../lib/rushes/plugins), so the whole may be moved.
include(GNUInstallDirs)
if(TARGET rushes)
  install(TARGETS rushes RUNTIME DESTINATION bin COMPONENT runtime)
  install(TARGETS rushes_stills LIBRARY DESTINATION lib/rushes COMPONENT runtime)
endif()
get_property(bundles GLOBAL PROPERTY RUSHES_BUNDLE_TARGETS)
foreach(bundle ${bundles})
  get_target_property(folder ${bundle} RUSHES_BUNDLE)
  get_filename_component(place ${folder} DIRECTORY)
  if(place STREQUAL RUSHES_PLUGIN_DIR)  # not the examples
    install(DIRECTORY ${folder} DESTINATION lib/rushes/plugins COMPONENT runtime USE_SOURCE_PERMISSIONS)
  endif()
endforeach()
install(FILES ${CMAKE_SOURCE_DIR}/LICENSE DESTINATION share/doc/rushes COMPONENT runtime)

# ---- find_package(rushes): rushes::framework ----
add_library(rushes_framework INTERFACE)
add_library(rushes::framework ALIAS rushes_framework)
set_target_properties(rushes_framework PROPERTIES EXPORT_NAME framework)
target_link_libraries(rushes_framework INTERFACE rushes_session)
set(framework_package ${CMAKE_INSTALL_LIBDIR}/cmake/rushes)
install(TARGETS rushes_framework rushes_session rushes_host_plugins rushes_host_services rushes_graph rushes_interchange rushes_project rushes_timeline
  rushes_media rushes_base rushes_options EXPORT rushes ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/rushes COMPONENT framework)
install(EXPORT rushes NAMESPACE rushes:: DESTINATION ${framework_package} COMPONENT framework)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/core ${CMAKE_SOURCE_DIR}/host DESTINATION include/rushes-framework COMPONENT framework
  FILES_MATCHING PATTERN "*.hpp" PATTERN cli EXCLUDE PATTERN generate EXCLUDE PATTERN studio EXCLUDE PATTERN store EXCLUDE)
install(FILES ${CMAKE_SOURCE_DIR}/host/session/framework.hpp DESTINATION include/rushes-framework/rushes COMPONENT framework)
include(CMakePackageConfigHelpers)
configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/rushesConfig.cmake.in ${CMAKE_BINARY_DIR}/rushesConfig.cmake
  INSTALL_DESTINATION ${framework_package})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/rushesConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/rushesConfig.cmake ${CMAKE_BINARY_DIR}/rushesConfigVersion.cmake
  ${CMAKE_SOURCE_DIR}/cmake/library_dependencies.cmake DESTINATION ${framework_package} COMPONENT framework)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME rushes)
set(CPACK_PACKAGE_CONTACT "Rushes developers <rushes@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Plugin-based media framework with a node graph")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL runtime sdk framework)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME rushes)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION video)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_DEPENDS "musescore-general-soundfont-small, wordnet-base, fonts-dejavu-core, fonts-dejavu-extra")
set(CPACK_DEBIAN_SDK_PACKAGE_NAME rushes-sdk)
set(CPACK_DEBIAN_SDK_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_SDK_PACKAGE_DEPENDS cmake)
set(CPACK_DEBIAN_FRAMEWORK_PACKAGE_NAME rushes-dev)
set(CPACK_DEBIAN_FRAMEWORK_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_FRAMEWORK_PACKAGE_DEPENDS "rushes, rushes-sdk, libavformat-dev, libavcodec-dev, libavutil-dev, libswscale-dev, libswresample-dev, libzimg-dev, libebur128-dev, libpugixml-dev, libzip-dev, libtbb-dev, libxxhash-dev, libssl-dev, libboost-dev, libboost-filesystem-dev, nlohmann-json3-dev, pkg-config")
include(CPack)
