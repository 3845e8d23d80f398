; What the installer and the uninstaller say, Indonesian first. NSIS's own Indonesian is taken for details alone.

!macro Say KEY INDONESIAN ENGLISH
	LangString ${KEY} ${LANG_INDONESIAN} "${INDONESIAN}"
	LangString ${KEY} ${LANG_ENGLISH} "${ENGLISH}"
!macroend
!define Say "!insertmacro Say"

${Say} Description "${DESCRIPTION_ID}" "${DESCRIPTION_EN}"
${Say} TypeName "Berkas ${NAME}" "${NAME} file"
${Say} Heading "Pemasangan ${NAME}" "${NAME} Setup"
${Say} UnHeading "Penghapusan ${NAME}" "Remove ${NAME}"

${Say} Back "&Kembali" "&Back"
${Say} Next "&Lanjut" "&Next"
${Say} Cancel "Batal" "Cancel"
${Say} Install "&Pasang" "&Install"
${Say} Remove "&Hapus" "&Remove"
${Say} Details "Lihat &rincian" "Show &details"
${Say} Done "Selesai" "Done"
${Say} WriteError \
	"Berkas ini tidak dapat ditulis:$\r$\n$\r$\n$\t$0$\r$\n$\r$\nMungkin sedang dipakai program lain, atau penyimpanan penuh. Coba lagi, atau batalkan pemasangan." \
	"This file cannot be written:$\r$\n$\r$\n$\t$0$\r$\n$\r$\nAnother program may be using it, or the disk is full. Try again, or cancel the installation."

; Welcome
${Say} NewTitle "Memasang ${NAME}" "Installing ${NAME}"
${Say} NewText \
	"${DESCRIPTION_ID}, versi ${VERSION}.$\r$\n$\r$\n${NAME} dipasang untuk Anda sendiri; hak administrator tidak diperlukan dan komputer tidak perlu dimulai ulang.$\r$\n$\r$\nTekan Lanjut untuk melanjutkan." \
	"${DESCRIPTION_EN}, version ${VERSION}.$\r$\n$\r$\n${NAME} is installed for you alone; no administrator rights are needed and the computer need not be restarted.$\r$\n$\r$\nPress Next to go on."
${Say} UpgradeTitle "Memperbarui ${NAME}" "Updating ${NAME}"
${Say} UpgradeText \
	"Versi $Installed yang terpasang diganti dengan versi ${VERSION}.$\r$\n$\r$\nSemua data dan pengaturan Anda tetap ada.$\r$\n$\r$\nTekan Lanjut untuk melanjutkan." \
	"Version $Installed on this computer is replaced by version ${VERSION}.$\r$\n$\r$\nAll your data and settings are kept.$\r$\n$\r$\nPress Next to go on."
${Say} AgainTitle "Memasang ulang ${NAME}" "Installing ${NAME} again"
${Say} AgainText \
	"Versi ${VERSION} sudah terpasang. Berkas programnya dipasang ulang.$\r$\n$\r$\nSemua data dan pengaturan Anda tetap ada.$\r$\n$\r$\nTekan Lanjut untuk melanjutkan." \
	"Version ${VERSION} is installed already. Its program files are installed again.$\r$\n$\r$\nAll your data and settings are kept.$\r$\n$\r$\nPress Next to go on."

; Options
${Say} OptionsTitle "Pilihan" "Options"
${Say} OptionsSubtitle "Dari mana ${NAME} dibuka." "Where ${NAME} is opened from."
${Say} OptionsMenu "${NAME} selalu ada di menu Mulai. Tambahan, bila Anda mau:" "${NAME} is always in the Start menu. In addition, if you like:"
${Say} OptionDesktop "&Pintasan di desktop" "A shortcut on the &desktop"
${Say} OptionStartup "&Buka ${NAME} setiap kali saya masuk ke Windows" "&Open ${NAME} whenever I sign in to Windows"
${Say} OptionsFolder "Program:$\r$\n$INSTDIR$\r$\n$\r$\nData Anda:$\r$\n$LOCALAPPDATA\${NAME}" "Program:$\r$\n$INSTDIR$\r$\n$\r$\nYour data:$\r$\n$LOCALAPPDATA\${NAME}"

; Copying
${Say} CopyTitle "Memasang" "Installing"
${Say} CopySubtitle "Mohon tunggu; berkas ${NAME} sedang disalin." "Please wait while the files of ${NAME} are copied."
${Say} CopiedTitle "Terpasang" "Installed"
${Say} CopiedSubtitle "${NAME} siap dipakai." "${NAME} is ready."
${Say} FailedTitle "Belum terpasang" "Not installed"
${Say} FailedSubtitle "Pemasangan berhenti sebelum selesai. Data Anda tidak berubah." "The installation stopped before its end. Your data are unchanged."

; Finish
${Say} FinishTitle "${NAME} ${VERSION} terpasang" "${NAME} ${VERSION} is installed"
${Say} FinishText "Anda dapat membukanya kapan saja dari menu Mulai." "You can open it from the Start menu at any time."
${Say} Open "&Buka ${NAME}" "&Open ${NAME}"
${Say} Close "&Selesai" "&Finish"

; Refusals
${Say} TooOld "${NAME} membutuhkan Windows 10 atau 11 (64-bit).$\r$\n$\r$\nMintalah pengelola komputer untuk memperbarui Windows." "${NAME} needs Windows 10 or 11 (64-bit).$\r$\n$\r$\nPlease ask your computer's administrator to update Windows."
${Say} Running \
	"${NAME} masih terbuka.$\r$\n$\r$\nTutup jendelanya, lalu tekan Coba Lagi (Retry). Yang sudah Anda tulis tidak hilang." \
	"${NAME} is still open.$\r$\n$\r$\nClose its window, then press Retry. What you have written is not lost."
${Say} Downgrade \
	"Versi $Installed sudah terpasang, lebih baru daripada versi ${VERSION} ini.$\r$\n$\r$\nVersi yang lebih lama mungkin tidak dapat membuka data Anda. Tetap pasang versi ${VERSION}?" \
	"Version $Installed is installed, which is newer than this version ${VERSION}.$\r$\n$\r$\nAn older version may not be able to open your data. Install version ${VERSION} all the same?"
${Say} ForAll \
	"${NAME} sudah dipasang oleh pengelola komputer untuk semua pengguna, dan diperbarui olehnya.$\r$\n$\r$\nTetap pasang sekali lagi untuk Anda sendiri?" \
	"${NAME} was installed by the computer's administrator for all users, who updates it too.$\r$\n$\r$\nInstall it once more for you alone?"

; Uninstaller
${Say} UnTitle "Menghapus ${NAME}" "Removing ${NAME}"
${Say} UnSubtitle "Program dihapus dari komputer ini. Data Anda tetap ada, kecuali Anda memilih lain." "The program is removed from this computer. Your data stay, unless you choose otherwise."
${Say} UnNoData "Tidak ada data di $LOCALAPPDATA\${NAME}." "There are no data in $LOCALAPPDATA\${NAME}."
${Say} UnKeep "&Simpan data saya di komputer ini (disarankan)" "&Keep my data on this computer (recommended)"
${Say} UnKeepWhy "Bila ${NAME} dipasang lagi, semuanya ada seperti semula." "When ${NAME} is installed again, everything is as it was."
${Say} UnDelete "Hapus &juga data saya untuk selamanya" "&Delete my data too, for good"
${Say} UnDeleteWhy "Yang belum diterima kantor pusat akan hilang dan tidak dapat dikembalikan." "What headquarters has not received is lost and cannot be brought back."
${Say} UnWhere "Data Anda:" "Your data:"
${Say} UnSure \
	"Semua evaluasi, konsultasi, dan bukti di folder ini dihapus untuk selamanya:$\r$\n$\r$\n$LOCALAPPDATA\${NAME}$\r$\n$\r$\nYang belum diterima kantor pusat akan hilang. Hapus data Anda?" \
	"All evaluations, consultations and evidence in this folder are deleted for good:$\r$\n$\r$\n$LOCALAPPDATA\${NAME}$\r$\n$\r$\nWhat headquarters has not received is lost. Delete your data?"
${Say} UnCopyTitle "Menghapus" "Removing"
${Say} UnCopySubtitle "Mohon tunggu; program sedang dihapus." "Please wait while the program is removed."
${Say} UnDoneTitle "${NAME} sudah dihapus" "${NAME} was removed"
${Say} UnDoneKept "Data Anda tetap ada di:$\r$\n$LOCALAPPDATA\${NAME}$\r$\n$\r$\nBila ${NAME} dipasang lagi, semuanya ada seperti semula." "Your data are still in:$\r$\n$LOCALAPPDATA\${NAME}$\r$\n$\r$\nWhen ${NAME} is installed again, everything is as it was."
${Say} UnDoneDeleted "Data Anda juga sudah dihapus dari komputer ini." "Your data were deleted from this computer too."
${Say} UnDonePartly "Sebagian data Anda tidak dapat dihapus dan masih ada di:$\r$\n$LOCALAPPDATA\${NAME}" "Some of your data could not be deleted and are still in:$\r$\n$LOCALAPPDATA\${NAME}"
${Say} UnDoneNone "Tidak ada data di $LOCALAPPDATA\${NAME}." "There are no data in $LOCALAPPDATA\${NAME}."
${Say} UnFailedTitle "Belum terhapus" "Not removed"
${Say} UnFailedSubtitle "Penghapusan berhenti sebelum selesai. Data Anda tidak berubah." "The removal stopped before its end. Your data are unchanged."
