/**
 * Syllables that stand as words of their own or in many words, by how common they are in captions
 * and everyday texts. Written for this project. A real syllable that is missing here and stands in
 * no entry of the phrases is taken for a rare one, not for an error.
 */
export const MOST_COMMON = `
  một người đang các và của trên với có là trong những ở được cho đàn ông phụ nữ hai áo ngồi đứng
  mặc đeo cầm nhau bác sĩ bệnh nhân viện y tế khẩu trang xanh trắng đỏ đen vàng đi ra vào đường
  nhà xe chiếc cái con em bé cô gái trai anh chị ông bà trước sau bên cạnh dưới giữa ngoài tay đầu
  mặt mắt chân tóc nhìn nói chuyện đã sẽ cũng này đó khi để từ đến tại về như không nhiều ba bốn
  năm mỗi lại thì mà nằm giường bàn ghế phòng mũ kính quần màu nước cây hoa cửa máy bay đạp chạy
  chơi bóng đá ăn uống làm việc học sinh trẻ lớn nhỏ cao dài đẹp mới cũ vui cười khóc chó mèo
  tiêm thuốc khám mổ y tá nhóm đông vẫn còn rất cùng lên xuống qua theo đội ảnh chụp
`

export const COMMON = `
  ai an anh ao áo ánh ảnh ăn âm ấm ấn ấp ấy ba bà bá bác bạc bách bạch bài bãi bán bạn bàn bản bảng
  bàng banh bánh bao báo bảo bão bát bay bày bảy bắc bằng băng bắp bắt bật bất bậc bay bé bè bẹ bẻ
  bế bên bến bền bề bể bếp bệ bệnh bí bì bia bìa biên biến biển biểu biết bình bị bích biếc biệt bó bò
  bỏ bọc bon bọn bóng bong bỏng bố bồ bộ bốc bôi bồi bối bông bống bổng bột bơ bờ bơi bời bới bùa búa
  buýt búp bụng buổi buộc buồm buồn buồng buôn bút bụi bùn bụi bức bước bướm bữa bưng bưởi bừa ca cá cà
  cả các cách cạch cai cái cải cài cam cám cảm cạn can cán cản càng cảng canh cánh cành cảnh cạnh cao cáo
  cạo cáp cát cau cay cày cáy cắm cằm căn cắn cắt cẳng căng cặp câm cầm cân cần cẩn cận câu cầu cẩu cậu
  cây cấy cấm cấp cất cấu cẩm cha chà chả chạc chai chải chài chàm chạm chan chàng chanh chào cháo chảo
  cháu chày cháy chảy chạy chăm chăn chắn chẵn chặn chặng chắc chặt chắp châm chấm chậm chân chất chật
  chập chậu châu che chè chẻ chém chen chén chèo chép chết chế chê chết chi chí chì chỉ chị chìa chia
  chiếc chiếm chiên chiến chiêng chiếu chiều chim chìm chín chính chỉnh chích chĩa cho chó chỗ cho chọc
  chọi chọn chong chóng chòi chỏm chồng chống chổi chồi chôn chối chộp chơi chớp chợ chờ chở chợt chơi
  chú chủ chu chua chùa chúa chuẩn chúc chục chui chùm chum chung chúng chuông chuồng chuối chuỗi chuột
  chụp chút chuyên chuyến chuyền chuyển chuyện chư chữ chức chứa chưa chữa chửa chứng chừng chương chưởng
  có cò cỏ cọ co cọc coi còi cói con còn cong còng cõng cóc cô cố cổ cỗ cồ cốc cộc cội côi cối cổng cộng
  công cồng cống cột cốt cơ cờ cỡ cợ cởi cơm cơn cợt cụ cũ cú cúc cua của củ cúi củi cuộn cuốn cuồn
  cuộc cuối cung cũng cùng cúng cụng cuốc cưa cửa cứ cử cự cứa cực cười cưới cưỡi cương cường cứng cứu
  cừu da dạ dã dải dài dại dãi dám dàn dán dạng dang dáng danh dành dao dạo dạy dày dắt dăm dâm dầm dân
  dần dẫn dâng dập dấu dầu dâu dây dẫy dậy dẻ dê dễ dế dép dẹp di dì dĩ dị dịch diêm diễn diện diều diệu
  diệt diễu dinh dính dịp dịu do dò dọa dọc doanh dọn dong dòng dỗ dốc dối dồi dội dồn dông dơ dở dỡ dời
  dơi dù du dụ dục dùi dung dùng dụng dũng duỗi duy duyên duyệt dư dừ dữ dự dưa dừa dưới dưỡng dương dượng
  dừng dựng dứa dứt đa đá đã đại đài đám đảm đàm đạm đan đàn đán đang đáng đảng đáp đạp đào đảo đạo đáo đau
  đáy đay đắc đặc đắm đắp đắng đằng đăng đặt đẵn đậm đấm đầm đâm đập đạt đất đâu đầu đấu đậu đây đẩy đầy
  đấy đè đẻ đe đem đen đèn đèo đeo đẹp đế đề để đệ đêm đếm đệm đền đến đều đi đì đĩ đìa đĩa địa đích điếc
  điểm điềm điên điền điện điển điệp điệu điều điếu đinh đình đính đỉnh định đó đò đỏ đo đoá đọa đoàn đoán
  đoạn đoạt đọc đòi đói đón đòn đong đóng đô đồ đổ đỗ độ đố đôi đối đồi đổi đội đồn độn đông đống đồng
  động đốc độc đốt đột đơn đỡ đợi đời đới đợt đu đủ đua đùa đũa đúc đục đùi đun đúng đụng đuổi đuối đuôi
  đút đưa đứa đức đực đứng đừng đựng đứt đương đường đượm được e em én eo ép ê ếch êm ga gà gạ gác gạch gai
  gái gan gang ganh gánh gáo gạo gạt gáy gãy gảy gay găng gắn gắng gắp gặp gặt gặm gấm gầm gân gần gấp
  gập gật gấu gầu gây gầy gậy ghe ghé ghẻ ghen ghép ghê ghế ghi ghim ghì gì gia giả giá già giã giác giai giải
  giãi giam giám giảm gian giàn gián giản giang giảng giành giao giáo giáp giạt giàu giày giãy giặc giặt giăng
  giằng giấc giấm giẫm giận giập giấu giây giấy giẻ giêng giếng giết giò gió giỏ giỏi giong giòn giọng giọt
  giống giỗ giờ giơ giới giỡn giục giũ giúp giữ giữa giường giương gò gõ gói gọi gom gọn gọng góc gỏi gót gọt
  góp gỗ gộc gốc gối gội gốm gồm gông gộp gờ gợi gợn gú gục gùi gụi gươm gương gượng gừng gửi gượng ha hà há hạ
  hả hạc hách hạch hai hái hải hài hại hàm hãm ham hạn hàn hán hang hàng hãng háng hạng hành hạnh hanh hao hào
  háo hảo hạt hát hay hãy háy hắc hăng hằng hắt hẳn hắn hắng hầm hâm hấp hất hầu hậu hây hè hé hẹ hẻm hẹn hèn
  hẹp héo hẽo hề hể hệ hên hến hết hì hi hí hỉ hiếm hiểm hiên hiền hiến hiện hiển hiệp hiếp hiếu hiểu hiệu hình
  hít ho hò hó họ hoa hoà hoá hoả hoạ hoại hoài hoan hoàn hoán hoãn hoạn hoang hoàng hoảng hoành hoạt hoặc hoẵng
  học hói hỏi hom hòm hòn hong hóng hồng hổ hồ hộ hố hỗ hô hồi hội hối hôi hông hộp hôm hôn hồn hốt hơ hở hơi hời
  hợi hơn hớn hớp hợp hớt hủ hũ hú hùm hùng hung húng huân huấn hụt húc hút hương hướng hưởng hường hươu hưu hưng
  huy huỷ huyền huyện huyết huệ hư hứa hữu hứng hửng ích im in ít khả khá khách khác khai khải khái khám khan khán
  khang kháng khang khảo khao khát khay khắc khắp khăn khẳng khâm khất khẩn khấn khẩu khâu khe khẽ khé khen khẻ
  kheo khéo khê khệ khí khi khỉ khiêm khiến khiêng khiển khiêu khít khó kho khỏ khóa khoá khoai khoác khoan khoán
  khoản khoang khoảng khoanh khoảnh khoát khoảnh khoe khoẻ khóc khói khỏi khom khô khố khổ khốc khối khôi khôn
  không khống khổng khu khú khúc khuân khuẩn khuất khuếch khung khuôn khuỷu khuyên khuyến khuyết khúm khử khứ khơi
  khởi khớp kè kẻ kẽ ké kem kèm kén kèn kéo kẹo keo kẹp kép kẹt kê kế kề kể kệ kênh kênh kết kêu kì kí kĩ kỳ ký kỹ
  kìa kia kích kịch kiếm kiểm kiên kiến kiện kiểu kiếng kiệt kim kìm kín kính kinh kịp la lá là lạ lả lạc lạch
  lái lại lai lài lãi làm lam lan làn lán lạng lang làng lảng lãng láng lạnh lành lánh lãnh lao lão láo lào lạp lát
  lạt lau láu lay láy lạy lắc lăm lắm lăn lằn lặn lắng lặng lăng lắp lặp lắt lâm lầm lẫm lấm lân lần lẫn lấn lận
  lấp lập lật lâu lầu lẩu lậu lây lấy lầy le lè lẻ lẽ lén len leo lèo lê lễ lề lệ lều lệch lên lệnh li lí lì lị lý
  lia lìa lịch liếc liềm liên liền liệt liếp liệu liều lim linh lính lĩnh lịm lít lo lò ló lọ loa loá loài loại
  loạn loan loang loay loè loét lọc lòi lõi lói lom lõm lon lòng lóng long lọng lót lọt lỗ lô lồ lộ lộc lối lỗi lôi
  lội lồi lốm lổm lốn lộn lồng lông lộng lốp lốt lột lờ lở lỡ lơ lợ lời lợi lơi lớn lợn lơn lớp lợp lớt lợt lũ lụ lu
  lùa lúa lụa lục lúc lùi lụi lủi lún lùn lung lùng lúng lủng luân luận luật luồn luôn luồng luống luộc luyện lụt lư
  lừ lữ lự lừa lửa lứa lựa lực lược lưới lười lưỡi lượm lượn lươn lương lượng lướt lưng lừng lửng lưu lựu ma má mà
  mả mã mạ mạc mách mạch mai mái mài mãi mải màn mạn mãn man mang màng mảng máng mạng manh mành mảnh mãnh mạnh mào mạo
  mát mau máu màu may máy mày mặc mắc mắm mặn măng mắng mắt mặt mẫm mâm mầm mận mập mất mật mẫu mâu mậu mây mấy mẩy
  me mè mẹ mẻ mẽ men mèn mẹo mèo méo mép mét mê mế mề mễ mềm mến mệt mênh mi mí mì mị mỹ mĩ mía mịch miếng miệng miền
  miễn miến miên miết mím mỉm min mìn mịn minh mình mít mịt mo mò mó mỏ mõ móc mọc mọi mói mòi mỏi mòn món mong mỏng
  móng móp mót mô mồ mổ mộ mỗ mỗi môi mồi mối mỏi mồm mồng mông mộng mốc mộc một mốt mờ mở mỡ mơ mớ mời mới mớm mớn mợ
  mù mú mũ mụ mủ mu múa mùa mua múc mục mui mùi mũi mụn mùn mùng mũm mụ muối muôn muốn muỗi muộn muỗng mút mụt muội
  mư mừ mưa mức mực mười mươi mượn mương mướt mướp mượt mừng mưng na nà ná nách nạc nai nài nãi nam nám nạm nan nàn
  nán nạn nang nàng nạng nanh nào não náo nảo nạo nát nạt này nảy nay náy nắm năm nằm năn nặn nắn năng nắng nặng
  nắp nặc nấc nấm nâng nấp nấu nâu nẻ né ném nén nẹp nét nề nể nêm nếm nệm nên nền nến nếp nết nếu nêu ních niềm
  niệm niên niêm niết niêu ninh nịnh nịt nó nỏ nõ nọ no nóc nói nòi nom non nõn nong nóng nòng nọc nô nồ nổ nỗ nố nôi
  nối nồi nổi nỗi nội nôm nồm nỗng nông nồng nộp nốt nơ nở nỡ nợ nơi nới nụ núi nuôi nuốt nuông nung nùng núng núp nút
  nữ nữa nửa nứa nước nướng nương nưng nức nứt ngà ngả ngã nga ngạc ngạch ngai ngãi ngài ngại ngàn ngán ngang ngàng
  ngành ngạnh ngào ngáo ngao ngạo ngáp ngạt ngày ngay ngáy ngắm ngăn ngắn ngẳng ngắt ngặt ngậm ngâm ngấm ngẫm ngân
  ngần ngấn ngẩng ngập ngất ngẩn ngẫu ngầu ngây ngấy nghe nghé nghẽn nghén nghèo nghề nghệ nghênh nghêu nghĩ nghỉ nghi
  nghị nghĩa nghịch nghiêm nghiệm nghiên nghiện nghiền nghiêng nghiệp nghìn nghịt ngò ngó ngõ ngỏ ngọ ngoác ngoại ngoài
  ngoái ngoan ngoạn ngoằn ngoèo ngoắt ngoặc ngoé ngọc ngói ngòi ngòm ngon ngón ngọn ngóng ngọt ngô ngổ ngỗ ngộ ngôi ngồi
  ngổn ngốn ngông ngồng ngỗng ngộp ngột ngơ ngỡ ngợ ngơi ngời ngợi ngợp ngớt ngủ ngũ ngu ngụ ngục ngụm ngừng ngừa ngựa
  ngửa ngứa ngực người ngượng ngước ngưỡng ngữ ngư ngự ngửi ngưng nhà nhả nhã nha nhạc nhãi nhai nhái nhài nhại nhám
  nhàn nhãn nhan nhang nhạn nhanh nhánh nhành nhào nháo nhão nhạo nhạt nháy nhảy nhạy nhắc nhăm nhằm nhắm nhặn nhắn nhăn
  nhẵn nhăng nhẳng nhặt nhắt nhân nhận nhấn nhẫn nhầm nhấm nhập nhấp nhất nhật nhậu nhẩu nhầy nhẹ nhè nhé nhẽ nhen nhẹn
  nheo nhéo nhếch nhép nhện nhị nhì nhí nhỉ nhi nhĩ nhiễm nhiệm nhiên nhiễu nhiều nhiệt nhìn nhím nhíp nhịn nhịp nhíu
  nho nhỏ nhọ nhòm nhọn nhón nhóm nhòe nhoè nhoẻn nhô nhổ nhồi nhộn nhốt nhớ nhờ nhỡ nhơ nhơn nhớt nhợt nhủ nhú nhục
  nhung nhúng những nhưng nhuộm nhuận nhuần nhuyễn nhũ như nhử nhừ nhựa nhược nhường nhượng oa oà oai oải oan oang oanh
  oán oằn oi óc ong ó ô ổ ố ốc ôi ối ôm ồm ốm ồn ổn ông ống ồng ốp ơ ở ờ ợ ơi ơn ớt pha phá phà phả phác phách phai
  phải phái phạm phàm phán phản phanh phàn phạn phang phẳng phao pháo phào pháp phát phạt phăng phắt phẩm phần phân
  phấn phẫn phận phập phất phật phẫu phe phèn phép phết phê phế phệ phi phí phì phỉ phị phía phích phiên phiến phiền
  phiếu phim phình phím phịch phó phò phố phô phổ phổi phồn phông phồng phỏng phòng phóng phong phốt phối phôi phơi phở
  phờ phới phù phú phủ phụ phu phúc phục phun phụng phùng phút phụt phước phướn phương phường phượng phượt phức phứt
  qua quá quà quả quạ quạt quai quái quan quán quàn quản quang quảng quãng quàng quanh quành quạnh quát quay quây quấy
  quầy quậy quắc quăng quằn quặng quặt quân quần quấn quẩn quận quất quật quẩy que què quẻ quen quèn quẹo quét quẹt quê
  quế quên quý quỹ quỳ quỷ quy quyển quyền quyến quyện quyết quýt quít quỳnh quốc quơ quờ quở ra rà rá rác rách rạch
  rảnh rai rải rãi rái ram rám rạn ran ràng rang ráng rạng rành ranh rãnh rào ráo rạo ráp rạp rát rau ráy rảy rắc rắm
  răn rắn rằn răng rằng rặng rắp rậm rầm râm rân rần rận rấp rập rất râu rầu rầy rẩy rẫy re rè rẻ rẽ rèm rèn reo réo
  rét rê rế rể rễ rên rệp rết rêu rì ri rỉ rìa riêng riết riềng rim rin rình rít rịt ríu rìu ro rò ró rõ rỏ rọ roi rọi
  rọc rong ròng róng rót rơ rờ rớ rời rơi rỡ rơm rợn rợp rớt rốc rối rồi rỗi rộn rốn rống rồng rộng rỗng rốt rộp ru rũ
  rú rù rủ rụ rùa rục rủi rúm rùm run rung rùng rụng rúc ruồi ruộng ruột ruốc rút rụt rừng rứt rửa rựa rữa rực rước rưới
  rượi rượt rượu rươi rưng sa sà sả sạ sác sách sạch sai sài sải sái sám sạm san sàn sán sản sang sàng sáng sảng sanh
  sành sảnh sánh sao sáo sào sạo sạp sát sau sáu say sảy sắc sẵn săn sắn săng sắp sắt sặc sặt sâm sấm sẩm sẫm sân sần
  sấp sập sất sâu sấu sầu sậu sây sấy sậy se sẽ sẻ sẹ sen sẹo séc sét sê sề sếu siêng siêu siết sinh sính sĩ sỹ si sì
  so sò sọ soạn soạt soát soái soi sói sỏi sòng song sóng sõng sọt sót sọc số sổ sồ sộ sốc sôi sối sỗ sông sống sồng
  sốt sơ sờ sở sợ sớ sợi sơn sờn sởn sớm su sú sủ súc sục sùi sui sụm sum súm sung súng sủng sụp sụt suất suốt suối suôn
  suông suy suýt sư sử sứ sự sửa sữa sứa sức sực sưng sừng sững sương sướng sườn sưởi sượng sưu sửu ta tà tá tả tã tạ
  tác tách tạch tai tài tái tải tại tam tám tạm tàm tan tàn tán tản tang tàng táng tảng tặng tanh tành tạo tao táo
  tảo tào táp tạp tạt tát tàu tau tay tày táy tắc tắm tăm tằm tăng tằng tắp tắt tặc tâm tầm tẩm tấm tân tần tấn tận tâng
  tầng tấp tập tất tật tâu tấu tẩu tây tấy tẩy te té tẻ tem tẹo ten teo tép tê tế tề tể tệ tên tẽn tênh tếch tết thà thả
  tha thá thác thạch thách thai thái thải tham thám thảm than thản thán tháng thang thàng thanh thành thánh thạnh thao
  tháo thảo thạo tháp thau thay thảy thày thắc thăm thắm thẳm thẳng thăng thắng thằng thắp thắt thâm thấm thẩm thậm thân
  thần thận thẫn thấp thập thất thật thâu thấu thầu thây thấy thầy the thè thẻ thẹ thẽ then thẹn theo thèm thép thét thế
  thể thề thệ thêm thêu thết thi thì thí thị thỉ thìa thích thịch thiêm thiên thiền thiện thiến thiện thiếp thiết thiệt
  thiếu thiều thiệu thiểu thìn thình thỉnh thính thịnh thít thịt thiu tho thò thó thỏ thỏa thoả thoa thoát thoáng thoảng
  thoạt thoăn thoắt thoải thoái thoại thoi thói thỏi thọ thọc thon thòng thô thổ thố thồ thộc thôi thối thổi thôn thông
  thống thốn thốt thơ thờ thớ thở thợ thời thơi thơm thớm thớt thu thú thù thủ thụ thua thúc thục thui thùi thum thun thun
  thung thùng thúng thủng thuần thuận thuật thuê thuế thuộc thuốc thuở thuổng thuỷ thúy thuyền thuyết thuyên thụt thư thừ
  thứ thử thự thưa thừa thửa thức thực thương thường thưởng thượng thước thược thướt thượt thường thưng ti tì tí tỉ tị tỷ tỳ
  tý tia tía tỉa tích tịch tiếc tiệc tiêm tiếm tiềm tiệm tiền tiên tiến tiện tiễn tiếng tiếp tiết tiệt tiêu tiểu tiếu tiều
  tim tìm tím tin tín tinh tình tính tỉnh tĩnh tít tịt to tò tó tỏ toả toà toá toạ toác toạc toàn toán toan toang toát toẽ
  tóc tòi tỏi tóm tòm tòng tóp tô tố tổ tộ tồ tốc tộc tôi tối tội tồi tôm tồn tốn tổn tông tổng tống tốp tốt tột tơ tờ
  tớ tợ tơi tới tu tú tù tủ tụ tua tủa tuần tuân tuấn tục túc tui tủi túi tụi tụm túm tung tùng túng tụng tuổi tuôn tuồng
  tuột tuốt tuy tuỳ tuý tuỷ tuyên tuyến tuyền tuyển tuyết tuyệt tụt tư tứ từ tử tự tựa tức tươi tưới tương tướng tường tưởng
  tượng tước tượt tưng từng tựu trà trả trá trạc trách trạch trai trái trải trại trám trạm trảm tràm trán tràn trang tràng
  trạng tráng trảng tranh tránh trao tráo trào trạo trát trau tráp trắc trăm trằm trăn trắng trăng trắc trắp trầm trấn trận
  trần trân trật trâu trầu trấu trây trẩy tre trẻ trẽ trèo treo trễ trên trệt trêu trếch tri trí trì trị trĩ trích trịch
  triều triệu triển triền triện triết triệt trinh trình trịnh trĩu tro trò tró trỏ trọ tròn trong tròng tróc trói trót trọc
  trọi trọn trọng trổ trố trỗ trộ trôi trồi trỗi trội trốn trộn trông trống trồng trộm trơ trở trợ trời trơn trợn trớt trú
  trù trụ trục trúc trùm trũm trung trúng trùng trũng trụi truân truất truy truỵ truyền truyện trút trư trừ trữ trưa trực
  trứng trừng trưng trước trườn trường trưởng trương trướng trượt trừu ủ u ủ ụ úa ủa uẩn uất uể ung ủng ùn ủn ùa uốn uống úp
  út ức ưa ứa ưng ửng ước ướt ưỡn ương ướm ướp ưu uy uỷ uyên uyển va và vá vả vã vạ vác vạc vạch vai vài vải vãi vại vàm vàn
  ván vãn vạn van vang vàng vảng vãng vạng vanh vành vào vạt vay váy vảy vày vắc văn vằn vặn vắn văng vắng vẳng vằng vắt
  vặt vân vần vẫn vẩn vận vấn vâng vấp vập vất vật vâu vẩy vậy vây vẫy vấy ve vè vẻ vẽ vé vẹ vẹn ven vẹt vét về vế vệ vên
  vết vệt vểnh vếch vị vì vi ví vỉ vĩ vía vỉa việc viêm viên viền viện viễn viếng viết việt vinh vĩnh vịnh vin vít vịt víu vo
  vò vó vỏ võ vọ vóc vòi voi vói vọi vòm vòng vong võng vọng vót vọt vô vồ vố vỗ vôi vồi vội vốn vồn vồng vơ vờ vớ vở
  vỡ vợ với vời vơi vợi vớt vợt vù vú vũ vụ vu vua vui vùi vun vụn vung vùng vũng vụng vuông vuốt vuột vút vụt vừa vữa
  vựa vực vững vườn vương vướng vượng vượn vượt vứt xa xà xá xả xã xạ xác xách xái xam xám xán xanh xao xào xáo xát xay xảy
  xây xắc xắn xẻng xăm xăng xắt xâm xấp xâu xấu xe xẻ xé xem xen xén xèo xét xẹp xê xế xếp xệ xi xì xí xị xỉ xỉa xích xiếc
  xiêm xiên xiềng xiết xin xinh xít xịt xíu xịu xó xỏ xoa xoá xoà xoài xoạc xoan xoang xoàng xoay xoắn xoã xoè xoong xóc xói
  xóm xong xót xô xổ xốc xối xôi xổm xông xống xốp xộc xơ xớ xới xu xú xù xúc xúi xuân xuất xui xum xúm xung xuồng xuống xuôi
  xước xua xuyên xuýt xuyến xúp xứ xử xưa xưng xứng xương xưởng xướng ý yêu yếu yên yến yết yểm yểu y
  mầu sáp lũng giếm thiêng lợp lem tấm bã thỉu nhếch nhác hiu quạnh mẻ màn mùng vịn tán hiên phên chõng bầu mướp xướng
  bởi nguồn hoạch chịu chẳng lượt mại gởi cục địch bại kém dựa ẩm bạ ẩn loạt dặm kiệm chứ đẳng ngờ ngược dãy bạo bấm mệnh
  sạn mưu ám ác cướp bây nhiêu bấy bù cụm ái chánh đắt tuệ khích thuẫn chốt lường ôn báu cước đãi côn khiếu kiều lỏng nạp dùm
  cưỡng thiệp lạm sắm nại cúm kiềm bón hước khánh hỏng lườn cưng dưng khiếm hận ân ạ đọng đà dường chẽ mắn cậy kỵ gũi bớt chuộng
  vươn chênh bận chát khiết chòm luyến ấu béo thầm hệt gán lẫy gòn chiết khép chán nản bám bừng xài cõi bỗng đày khoái cuồng
  nguyệt sùng miếu cớ nhức bẫy nuối miện giềng bội bộc nhậm đẫm đặn múi dào bẩm băn khoăn chạp đành đoan bành nghĩnh ngoặt dạn
  ủi ồ ạt lốc xoáy gỉ ào phẩy bèn thòi quỵ gớm cù nành kẽm chướng quặc đao đụn đẽ váng càn đàng nhàm líu thằn nghiến kiêu bẹp bọt
  đốn giông giùm nện bực chần chừ dấy buông vầng nhút nhát loãng khét náu thiêu đậy bênh khốn mướn chèn nẻo gắm tạng lách rủa dạt
  liễu kị bạt ầm ĩ xẩy lắng nghe trẹo trặc sưng tím bầm xước trầy trợt gội xả xoắn quăn xù bờm đuôi vây vảy mỏ móng sừng nanh vuốt
  chuồn bướm nhện kén tằm dệt thoi sợi bông lụa nhung gấm đũi thổ cẩm thêu viền khuy cúc khóa móc quai dây đai lưng ve cổ
  luống cày bừa cuốc xới vun tỉa bón tưới gặt đập sàng sảy xay giã giần vựa kho đụn rơm rạ trấu cám bã
`

/**
 * Real syllables that stand only in the phrases that name them: elsewhere a far more common one of
 * nearly the same sound was meant (củng outside of củng cố is cũng).
 */
export const BOUND = `
  kỷ củng đả sẻ vẩn lảnh rữa chửa giãi cữ mủ sỉ rỏ ngũ giắt dáo chong chang trãi lẩm vỏn lữ
  nhủ khẻ chường truân sậu chãi ngẩn lổm xúng sanh chệ
`

/** Words that were taken over whole, in their Vietnamese spelling. */
export const BORROWED_WORDS = `
  ôxi ôxy ôxít ôzôn axít cácbon cácbonát cácbonic hiđrô hyđrô nitơ prôtêin prôtít lipít glucôzơ xenlulôzơ vắcxin văcxin
  nilông nilon ôtô môtô xìto sôcôla sôđa rôbốt rađiô tivi catốt anốt pôlime pôlyme canxi kali natri amôniắc êtanol mêtan
  cafê càphê ápphích cátxét ghita piđinhiama pijama xúcxích bêtông ximăng bugi gaz phôtô phôtôcopy vidêô
`

/** Syllables of borrowed words and of sounds, which go without accents or without a meaning. */
export const BORROWED = `
  pin sim com lê rô tông nô pha ti vi mi xì phê ki gam mét lít ga bom len kem ram vin bi bia ban be sô la te
  nơ pa mô ba lô xô lơ súp tô zin gin hen sen cent ta bo ma ve rơ moóc ten ca nô tơ rưng rông gùi buôn ê đê
  chăm ba na xơ đăng ếch bum pôm săm sam đô la đin men ni nilông lông oép soóc gi lê măng tô bu lông ben nic
  moay hơ mốt nhi ghi đông phanh líp gác ba ga xích tách xốt pa tê phô mai bơ ga tô kẹo xúc xích giăm bông pi da
`
