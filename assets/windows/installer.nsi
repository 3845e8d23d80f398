; The installer for one user, without administrator rights: dist/pinisi-VERSION-setup.exe.
;
; scripts/windows-installer calls makensis with the defines
;   NAMES     names.nsh filled from FyneApp.toml       FILES     a File line for each file of the program folder
;   PICTURES  a folder of side.bmp, head.bmp, icon.ico  KILOBYTES the size of the program folder
;   OUT       the file to write                        SIGN      the command that signs a file
;
; Silent:   setup /S [/DESKTOP=0|1] [/STARTUP=0|1] [/DOWNGRADE=1] [/D=C:\folder]     uninstall.exe /S
; Ends with 0 done, 1 cancelled by the user, 2 files could not be written or removed, and refused because
;           3 the program runs, 4 Windows is too old, 5 a newer version is installed, 6 it is installed for all users.
Unicode true
Target amd64-unicode
!include "${NAMES}"

Name "${NAME}"
Caption "$(Heading)"
UninstallCaption "$(UnHeading)"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetOverwrite on
AllowSkipFiles off
ShowInstDetails hide
ShowUninstDetails hide
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
SetFont "Segoe UI" 9

!finalize '"${SIGN}" "%1"' = 0
!uninstfinalize '"${SIGN}" "%1"' = 0

!include MUI2.nsh
!include nsDialogs.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include TextFunc.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define CLASSES "Software\Classes"
!define EXE "$INSTDIR\${FILE}.exe"
!define DATA "$LOCALAPPDATA\${NAME}"

!define ERROR_RUNS 3
!define ERROR_OLD_WINDOWS 4
!define ERROR_DOWNGRADE 5
!define ERROR_FOR_ALL 6

Var Installed  ; the version found, empty for none
Var OnDesktop ; 1: a shortcut on the desktop
Var AtSignIn ; 1: opened at sign-in
Var Title      ; of the welcome page
Var Text
Var DeleteData ; 1: the uninstaller was told so, twice
Var Remains    ; what it says of the data at the end
Var Box
Var Box2

; --- pages -----------------------------------------------------------------

!define MUI_ICON "${PICTURES}\icon.ico"
!define MUI_UNICON "${PICTURES}\icon.ico"
!define MUI_CUSTOMFUNCTION_GUIINIT Begin
!define MUI_CUSTOMFUNCTION_UNGUIINIT un.RefuseWhileRunning
!define MUI_HEADERIMAGE
!define MUI_HEADERIMAGE_RIGHT
!define MUI_HEADERIMAGE_BITMAP "${PICTURES}\head.bmp"
!define MUI_HEADERIMAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_WELCOMEFINISHPAGE_BITMAP "${PICTURES}\side.bmp"
!define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${PICTURES}\side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight

!define MUI_WELCOMEPAGE_TITLE "$Title"
!define MUI_WELCOMEPAGE_TEXT "$Text"
!insertmacro MUI_PAGE_WELCOME

Page custom OptionsPage OptionsLeave

!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(CopiedTitle)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT "$(CopiedSubtitle)"
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "$(FailedTitle)"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT "$(FailedSubtitle)"
!define MUI_PAGE_HEADER_TEXT "$(CopyTitle)"
!define MUI_PAGE_HEADER_SUBTEXT "$(CopySubtitle)"
!insertmacro MUI_PAGE_INSTFILES

!define MUI_FINISHPAGE_TITLE "$(FinishTitle)"
!define MUI_FINISHPAGE_TEXT "$(FinishText)"
!define MUI_FINISHPAGE_BUTTON "$(Close)"
!define MUI_FINISHPAGE_RUN "${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "$(Open)"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_PAGE_FINISH

UninstPage custom un.DataPage un.DataLeave

!define MUI_INSTFILESPAGE_FINISHHEADER_TEXT "$(UnDoneTitle)"
!define MUI_INSTFILESPAGE_FINISHHEADER_SUBTEXT " "
!undef MUI_INSTFILESPAGE_ABORTHEADER_TEXT ; MUI itself forgets to
!undef MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT
!define MUI_INSTFILESPAGE_ABORTHEADER_TEXT "$(UnFailedTitle)"
!define MUI_INSTFILESPAGE_ABORTHEADER_SUBTEXT "$(UnFailedSubtitle)"
!define MUI_PAGE_HEADER_TEXT "$(UnCopyTitle)"
!define MUI_PAGE_HEADER_SUBTEXT "$(UnCopySubtitle)"
!insertmacro MUI_UNPAGE_INSTFILES

!define MUI_FINISHPAGE_TITLE "$(UnDoneTitle)"
!define MUI_FINISHPAGE_TEXT "$Remains"
!define MUI_FINISHPAGE_BUTTON "$(Close)"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!insertmacro MUI_UNPAGE_FINISH

; The chooser shows the system's language, and Indonesian where the system speaks a third one; later runs remember.
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${UNINSTALL}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_LANGDLL_WINDOWTITLE "${NAME}"
!define MUI_LANGDLL_INFO "Pilih bahasa pemasangan.$\r$\nChoose the language of the setup."
!insertmacro MUI_LANGUAGE "Indonesian"
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_RESERVEFILE_LANGDLL
!include texts.nsh

MiscButtonText "$(Back)" "$(Next)" "$(Cancel)" "$(Close)"
InstallButtonText "$(Install)"
UninstallButtonText "$(Remove)"
DetailsButtonText "$(Details)"
CompletedText "$(Done)"
FileErrorText "$(WriteError)" "$(WriteError)"

VIProductVersion "${FOUR_NUMBERS}"
VIFileVersion "${FOUR_NUMBERS}"
!macro Details LANGUAGE DESCRIPTION
	VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${NAME}"
	VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
	VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${FOUR_NUMBERS}"
	VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${NAME} Setup"
	VIAddVersionKey /LANG=${LANGUAGE} "Comments" "${DESCRIPTION}"
	VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "${PUBLISHER}"
	VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "${COPYRIGHT}"
!macroend
!insertmacro Details ${LANG_INDONESIAN} "${DESCRIPTION_ID}"
!insertmacro Details ${LANG_ENGLISH} "${DESCRIPTION_EN}"

; --- is the program running? -------------------------------------------------

; The program holds a mutex of its id while it runs. Another session of the same user does not see that
; mutex, but the file of a running program cannot be opened for writing.
!macro Running UN
Function ${UN}Running ; pushes 1 or 0
	Push $0
	Push $1
	StrCpy $1 0
	System::Call 'kernel32::OpenMutexW(i 0x100000, i 0, w "Local\${ID}") p .r0'
	${If} $0 P<> 0
		System::Call 'kernel32::CloseHandle(p r0)'
		StrCpy $1 1
	${ElseIf} ${FileExists} "${EXE}"
		ClearErrors
		FileOpen $0 "${EXE}" a
		${If} ${Errors}
			StrCpy $1 1
		${Else}
			FileClose $0
		${EndIf}
	${EndIf}
	StrCpy $0 $1
	Pop $1
	Exch $0
FunctionEnd

; Goes on when the program does not run, else ends the setup. A silent one gives it five seconds to end.
Function ${UN}RefuseWhileRunning
	Push $0
	Push $1
	StrCpy $1 0
	${Do}
		Call ${UN}Running
		Pop $0
		${If} $0 = 0
			${ExitDo}
		${EndIf}
		${If} ${Silent}
			IntOp $1 $1 + 1
			${If} $1 > 10
				SetErrorLevel ${ERROR_RUNS}
				Quit
			${EndIf}
			Sleep 500
		${ElseIf} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(Running)" IDCANCEL`
			SetErrorLevel ${ERROR_RUNS}
			Quit
		${EndIf}
	${Loop}
	Pop $1
	Pop $0
FunctionEnd

; Deletes the files that files.txt in the program folder names, one a line, and what an update left beside them.
Function ${UN}DeleteProgram
	Push $0
	Push $1
	ClearErrors
	FileOpen $0 "$INSTDIR\files.txt" r
	${IfNot} ${Errors}
		${Do}
			ClearErrors
			FileRead $0 $1
			${If} ${Errors}
				${ExitDo}
			${EndIf}
			${TrimNewLines} $1 $1
			; A name, never a path that leads elsewhere.
			${WordFind} $1 "\" "E+1{" $R9
			${If} ${Errors}
			${AndIf} $1 != ""
			${AndIf} $1 != "."
			${AndIf} $1 != ".."
				Delete "$INSTDIR\$1"
			${EndIf}
		${Loop}
		FileClose $0
		Delete "$INSTDIR\files.txt"
	${EndIf}
	RMDir /r "$INSTDIR\before"
	RMDir /r "$INSTDIR\next"
	Pop $1
	Pop $0
FunctionEnd
!macroend
!insertmacro Running ""
!insertmacro Running "un."

; --- installer ---------------------------------------------------------------

; The language chosen counts only after .onInit: what shows words comes later, unless nothing is shown at all.
Function .onInit
	!insertmacro MUI_LANGDLL_DISPLAY
	${If} ${Silent}
		Call Begin
	${EndIf}
FunctionEnd

Function Begin ; of the window, or of a silent run
	${IfNot} ${AtLeastWin10}
	${OrIfNot} ${RunningX64}
		MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
		SetErrorLevel ${ERROR_OLD_WINDOWS}
		Quit
	${EndIf}
	Call FindInstalled
	Call RefuseForAll
	Call RefuseDowngrade
	Call RefuseWhileRunning
FunctionEnd

; Sets Installed and the words of the first page, and takes the options as they are found or given.
Function FindInstalled
	Push $0
	Push $1
	StrCpy $OnDesktop 0
	StrCpy $AtSignIn 0
	ReadRegStr $Installed HKCU "${UNINSTALL}" "DisplayVersion"
	${If} $Installed == ""
		StrCpy $Title "$(NewTitle)"
		StrCpy $Text "$(NewText)"
		StrCpy $OnDesktop 1
	${Else}
		${If} $Installed == "${VERSION}"
			StrCpy $Title "$(AgainTitle)"
			StrCpy $Text "$(AgainText)"
		${Else}
			StrCpy $Title "$(UpgradeTitle)"
			StrCpy $Text "$(UpgradeText)"
		${EndIf}
		; What is there counts, not what was once chosen.
		${If} ${FileExists} "$DESKTOP\${NAME}.lnk"
			StrCpy $OnDesktop 1
		${EndIf}
		ReadRegStr $0 HKCU "${RUN}" "${NAME}"
		${If} $0 != ""
			StrCpy $AtSignIn 1
		${EndIf}
	${EndIf}
	${GetParameters} $0
	ClearErrors
	${GetOptions} $0 "/DESKTOP=" $1
	${IfNot} ${Errors}
		StrCpy $OnDesktop $1 1
	${EndIf}
	ClearErrors
	${GetOptions} $0 "/STARTUP=" $1
	${IfNot} ${Errors}
		StrCpy $AtSignIn $1 1
	${EndIf}
	Pop $1
	Pop $0
FunctionEnd

; The MSI for all users leaves its folder here.
Function RefuseForAll
	Push $0
	ReadRegStr $0 HKLM "Software\${NAME}" "InstallLocation"
	${If} $0 != ""
	${AndIf} $Installed == ""
		${If} ${Cmd} `MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION "$(ForAll)" /SD IDNO IDNO`
			SetErrorLevel ${ERROR_FOR_ALL}
			Quit
		${EndIf}
	${EndIf}
	Pop $0
FunctionEnd

Function RefuseDowngrade
	Push $0
	Push $1
	${If} $Installed != ""
		${VersionCompare} "$Installed" "${VERSION}" $0
		${GetParameters} $1
		ClearErrors
		${GetOptions} $1 "/DOWNGRADE=1" $1
		${If} ${Errors}
		${AndIf} $0 = 1
			${If} ${Cmd} `MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION "$(Downgrade)" /SD IDNO IDNO`
				SetErrorLevel ${ERROR_DOWNGRADE}
				Quit
			${EndIf}
		${EndIf}
	${EndIf}
	Pop $1
	Pop $0
FunctionEnd

Function OptionsPage
	!insertmacro MUI_HEADER_TEXT "$(OptionsTitle)" "$(OptionsSubtitle)"
	nsDialogs::Create 1018
	Pop $0
	${NSD_CreateLabel} 0 0 100% 12u "$(OptionsMenu)"
	Pop $0
	${NSD_CreateCheckBox} 0 18u 100% 12u "$(OptionDesktop)"
	Pop $Box
	${NSD_CreateCheckBox} 0 34u 100% 12u "$(OptionStartup)"
	Pop $Box2
	${NSD_CreateLabel} 0 70u 100% 60u "$(OptionsFolder)"
	Pop $0
	${If} $OnDesktop = 1
		${NSD_Check} $Box
	${EndIf}
	${If} $AtSignIn = 1
		${NSD_Check} $Box2
	${EndIf}
	nsDialogs::Show
FunctionEnd

Function OptionsLeave
	${NSD_GetState} $Box $OnDesktop
	${NSD_GetState} $Box2 $AtSignIn
	; It may have been opened while these pages were read.
	Call RefuseWhileRunning
FunctionEnd

Section
	Call DeleteProgram ; what the version before had, and this one may lack
	SetOutPath "$INSTDIR"
	!include "${FILES}"
	WriteUninstaller "$INSTDIR\uninstall.exe"

	CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "${EXE}" "" "${EXE}" 0 SW_SHOWNORMAL "" "$(Description)"
	${If} $OnDesktop = 1
		CreateShortCut "$DESKTOP\${NAME}.lnk" "${EXE}" "" "${EXE}" 0 SW_SHOWNORMAL "" "$(Description)"
	${Else}
		Delete "$DESKTOP\${NAME}.lnk"
	${EndIf}
	${If} $AtSignIn = 1
		WriteRegStr HKCU "${RUN}" "${NAME}" '"${EXE}"'
	${Else}
		DeleteRegValue HKCU "${RUN}" "${NAME}"
	${EndIf}

	WriteRegStr HKCU "${CLASSES}\.${FILE}" "" "${NAME}.File"
	WriteRegStr HKCU "${CLASSES}\${NAME}.File" "" "$(TypeName)"
	WriteRegStr HKCU "${CLASSES}\${NAME}.File\DefaultIcon" "" '"${EXE}",0'
	WriteRegStr HKCU "${CLASSES}\${NAME}.File\shell\open\command" "" '"${EXE}" "%1"'
	${RefreshShellIcons}

	WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "${EXE}"
	WriteRegStr HKCU "${UNINSTALL}" "Comments" "$(Description)"
	WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegStr HKCU "${UNINSTALL}" "Language" "$LANGUAGE"
	WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
	WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
	WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

; --- uninstaller -------------------------------------------------------------

Function un.onInit
	!insertmacro MUI_UNGETLANGUAGE
	StrCpy $DeleteData 0
	${If} ${Silent}
		Call un.RefuseWhileRunning
	${EndIf}
FunctionEnd

Function un.DataPage
	!insertmacro MUI_HEADER_TEXT "$(UnTitle)" "$(UnSubtitle)"
	nsDialogs::Create 1018
	Pop $0
	${If} ${FileExists} "${DATA}\*.*"
		${NSD_CreateLabel} 0 0 100% 12u "$(UnWhere)"
		Pop $0
		${NSD_CreateLabel} 0 12u 100% 12u "${DATA}"
		Pop $0
		${NSD_CreateRadioButton} 0 36u 100% 12u "$(UnKeep)"
		Pop $Box
		${NSD_CreateLabel} 12u 49u 95% 12u "$(UnKeepWhy)"
		Pop $0
		${NSD_CreateRadioButton} 0 70u 100% 12u "$(UnDelete)"
		Pop $Box2
		${NSD_CreateLabel} 12u 83u 95% 24u "$(UnDeleteWhy)"
		Pop $0
		${If} $DeleteData = 1
			${NSD_Check} $Box2
		${Else}
			${NSD_Check} $Box
		${EndIf}
	${Else}
		StrCpy $Box2 ""
		${NSD_CreateLabel} 0 0 100% 24u "$(UnNoData)"
		Pop $0
	${EndIf}
	nsDialogs::Show
FunctionEnd

Function un.DataLeave
	StrCpy $DeleteData 0
	${If} $Box2 != ""
		${NSD_GetState} $Box2 $DeleteData
	${EndIf}
	${If} $DeleteData = 1
		${If} ${Cmd} `MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONEXCLAMATION "$(UnSure)" IDNO`
			StrCpy $DeleteData 0
			Abort ; stays on the page
		${EndIf}
	${EndIf}
	Call un.RefuseWhileRunning
FunctionEnd

Section "Uninstall"
	Call un.DeleteProgram
	${If} ${FileExists} "${EXE}"
		SetErrorLevel 2
		Abort "$(UnFailedTitle)" ; something holds it: nothing else is taken away
	${EndIf}
	Delete "$SMPROGRAMS\${NAME}.lnk"
	Delete "$DESKTOP\${NAME}.lnk"
	DeleteRegValue HKCU "${RUN}" "${NAME}"
	DeleteRegKey HKCU "${CLASSES}\${NAME}.File"
	ReadRegStr $0 HKCU "${CLASSES}\.${FILE}" ""
	${If} $0 == "${NAME}.File"
		DeleteRegValue HKCU "${CLASSES}\.${FILE}" ""
	${EndIf}
	DeleteRegKey /ifempty HKCU "${CLASSES}\.${FILE}"
	${RefreshShellIcons}
	Delete "$INSTDIR\uninstall.exe"
	SetOutPath "$TEMP" ; a folder that is somebody's current one cannot be removed
	RMDir "$INSTDIR"
	DeleteRegKey HKCU "${UNINSTALL}"

	; Only after two questions, never in silence.
	${If} $DeleteData = 1
		RMDir /r "${DATA}"
		RMDir /r "$APPDATA\fyne\${ID}"
		RMDir "$APPDATA\fyne"
	${EndIf}
	${If} ${FileExists} "${DATA}\*.*"
		StrCpy $Remains "$(UnDoneKept)"
		${If} $DeleteData = 1
			StrCpy $Remains "$(UnDonePartly)"
		${EndIf}
	${ElseIf} $DeleteData = 1
		StrCpy $Remains "$(UnDoneDeleted)"
	${Else}
		StrCpy $Remains "$(UnDoneNone)"
	${EndIf}
SectionEnd
