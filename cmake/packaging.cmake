# cmake --install and CPack: the command, the plugin bundles and the SDK.
include(GNUInstallDirs)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME rushes)
set(CPACK_PACKAGE_CONTACT "Rushes developers <rushes@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Plugin-based media framework with a node graph")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
include(CPack)
