; The installer for Windows: for one user, without administrator's rights, in Chinese or English as the system is.
;
;   makensis -DVERSION=0.1.0 -DNUMBERS=0.1.0.0 -DLISTS=folder -DOUT=setup.exe jiaokan.nsi
;
; LISTS holds install.nsh and uninstall.nsh, which name every file, so that uninstalling deletes nothing else
; (`.ci/make_packages.py`).
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
!include MUI2.nsh
!include FileFunc.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Jiaokan"
!define REVIEW "Jiaokan.Review"

Name "校勘 Jiaokan"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Jiaokan"
InstallDirRegKey HKCU "Software\Jiaokan" "Folder"
RequestExecutionLevel user
ManifestDPIAware true

!define MUI_ICON "jiaokan.ico"
!define MUI_UNICON "jiaokan.ico"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\jiaokan.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString ReviewType ${LANG_SIMPCHINESE} "报告审阅文件"
LangString ReviewType ${LANG_ENGLISH} "Review of reports"
LangString StillOpen ${LANG_SIMPCHINESE} "校勘正在运行。请先关闭它，再点“重试”。"
LangString StillOpen ${LANG_ENGLISH} "Jiaokan is running. Close it first, then choose Retry."

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "ProductName" "校勘 Jiaokan"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileDescription" "校勘：公文审阅 安装程序"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_SIMPCHINESE} "LegalCopyright" "MIT OR Apache-2.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "Jiaokan"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "Jiaokan installer"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "MIT OR Apache-2.0"

; A running program cannot be replaced; without this, the installer would fail in the middle. A program that runs can be
; renamed, but not opened for writing.
!macro WaitUntilClosed
  retry:
  IfFileExists "$INSTDIR\jiaokan.exe" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\jiaokan.exe" a
  IfErrors 0 close
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(StillOpen)" /SD IDCANCEL IDRETRY retry
  Abort
  close:
  FileClose $0
  closed:
!macroend

Section
  !insertmacro WaitUntilClosed
  !include "${LISTS}\install.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\校勘 Jiaokan.lnk" "$INSTDIR\jiaokan.exe"
  WriteRegStr HKCU "Software\Jiaokan" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "校勘 Jiaokan"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\jiaokan.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  ; A type of its own for reviews.
  WriteRegStr HKCU "Software\Classes\${REVIEW}" "" "$(ReviewType)"
  WriteRegStr HKCU "Software\Classes\${REVIEW}\DefaultIcon" "" "$INSTDIR\jiaokan.exe,0"
  WriteRegStr HKCU "Software\Classes\${REVIEW}\shell\open\command" "" '"$INSTDIR\jiaokan.exe" "%1"'
  ; Windows knows a type by what follows the last dot, and other programs use .ron, too: the program is offered under
  ; "Open with", and opens .ron by a double click only where it has no owner.
  WriteRegStr HKCU "Software\Classes\.ron\OpenWithProgids" "${REVIEW}" ""
  ReadRegStr $0 HKCU "Software\Classes\.ron" ""
  ReadRegStr $1 HKLM "Software\Classes\.ron" ""
  StrCmp "$0$1" "" 0 +2
  WriteRegStr HKCU "Software\Classes\.ron" "" "${REVIEW}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section Uninstall
  !insertmacro WaitUntilClosed
  !include "${LISTS}\uninstall.nsh"
  Delete "$INSTDIR\uninstall.exe"
  ; Only if it is empty: the user may have put files there.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\校勘 Jiaokan.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Jiaokan"
  DeleteRegKey HKCU "Software\Classes\${REVIEW}"
  DeleteRegValue HKCU "Software\Classes\.ron\OpenWithProgids" "${REVIEW}"
  DeleteRegKey /ifempty HKCU "Software\Classes\.ron\OpenWithProgids"
  ReadRegStr $0 HKCU "Software\Classes\.ron" ""
  StrCmp $0 "${REVIEW}" 0 +2
  DeleteRegValue HKCU "Software\Classes\.ron" ""
  DeleteRegKey /ifempty HKCU "Software\Classes\.ron"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
