/**
 * Words that are so often written wrongly that the wrong form looks like a word of its own, each with
 * the right one. Written for this project.
 */
export const KNOWN_ERRORS = `
  chuẩn đoán: chẩn đoán, bổ xung: bổ sung, xuất xắc: xuất sắc, suất xắc: xuất sắc, suất sắc: xuất sắc, sơ xuất: sơ suất,
  chia xẻ: chia sẻ, san xẻ: san sẻ, suôn sẽ: suôn sẻ, sử lý: xử lý, sử lí: xử lí, sử trí: xử trí, cọ sát: cọ xát,
  sáng lạng: xán lạn, sáng lạn: xán lạn, dấu diếm: giấu giếm, dấu giếm: giấu giếm, giành dụm: dành dụm, để giành: để dành,
  giòng sông: dòng sông, giòng nước: dòng nước, xắp xếp: sắp xếp, sắp sếp: sắp xếp, xum họp: sum họp, xum xuê: sum sê,
  xinh đẻ: sinh đẻ, tham quang: tham quan, thăm quan: tham quan, súc tuyết: xúc tuyết, xúc vật: súc vật,
  chính mùi: chín muồi, đọc giả: độc giả, sấp sỉ: xấp xỉ, xấp sỉ: xấp xỉ, sỉ vả: xỉ vả,
  trao chuốt: trau chuốt, trao dồi: trau dồi, chau chuốt: trau chuốt, chau dồi: trau dồi, dở ra: giở ra, dày dép: giày dép,
  giành thời: dành thời, giành cho: dành cho, giành tặng: dành tặng, dành giải: giành giải, dành chiến: giành chiến, dành huy: giành huy,
  sông xâu: sông sâu, xâu thẳm: sâu thẳm, vẻ tranh: vẽ tranh, vẻ hình: vẽ hình, dáng vẽ: dáng vẻ, vui vẽ: vui vẻ, mặt dù: mặc dù,
  mặt áo: mặc áo, mặt đồ: mặc đồ, mặt quần: mặc quần, mặt váy: mặc váy, khuôn mặc: khuôn mặt,
  nghĩ việc: nghỉ việc, nghĩ hè: nghỉ hè, nghĩ tết: nghỉ tết, nghỉ đến: nghĩ đến, suy nghỉ: suy nghĩ,
  bị ngả: bị ngã, té ngả: té ngã, ngả xuống: ngã xuống, cải nhau: cãi nhau, lỡ loét: lở loét, sạc lỡ: sạt lở, sạt lỡ: sạt lở,
  sẳn sàng: sẵn sàng, cỡi ngựa: cưỡi ngựa, cỡi trâu: cưỡi trâu, cỡi voi: cưỡi voi, cỡi xe: cưỡi xe
`
