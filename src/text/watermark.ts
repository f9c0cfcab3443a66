/** What is drawn on a stored photo. Short: it covers part of the site. */

export const watermarkWords = {
  place: (latitude: string, longitude: string) => `${latitude}, ${longitude}`,
  accuracy: (metres: string) => `误差 ${metres}`,
  noPlace: (reason: string) => `无定位（${reason}）`,
  album: '相册',
  ownTime: (time: string) => `自带时间 ${time}`,
  pickedAt: (time: string) => `拍摄时间未知，${time} 选入`,
  ownPlace: (latitude: string, longitude: string) => `自带位置 ${latitude}, ${longitude}`,
  unknownPlace: '位置未知',
  code: (code: string) => `短码 ${code}`,
};
